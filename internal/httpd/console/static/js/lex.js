// The words of a GraphQL document (GraphQL specification, section 2.1) and of JSON, found tolerantly: text that is half
// written still has words. Whatever fits no rule becomes a "bad" token, so tokens and gaps always add up to the text.

const graphqlToken = new RegExp([
  /(?<comment>#[^\n\r]*)/,
  /(?<block>"""(?:\\"""|[^])*?(?:"""|$))/,
  /(?<string>"(?:\\.|[^"\\\n\r])*"?)/,
  /(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/,
  /(?<variable>\$[_A-Za-z]\w*)/,
  /(?<directive>@[_A-Za-z]\w*)/,
  /(?<name>[_A-Za-z]\w*)/,
  /(?<spread>\.\.\.)/,
  /(?<punct>[!$&()*:=@[\]{|}])/,
  /(?<bad>[^\s,\ufeff])/,
].map((rule) => rule.source).join("|"), "g");

const jsonToken = /(?<string>"(?:\\.|[^"\\])*"?)|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)/g;

// lex returns the tokens in order, each {kind, text, start, end}. Commas are spaces in GraphQL and are left out.
export function lex(text) {
  return tokens(text, graphqlToken);
}

function tokens(text, rule) {
  return [...text.matchAll(rule)].map((match) => ({
    kind: Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

// lexJSON knows strings, numbers and literals; a string before a colon is a key.
export function lexJSON(text) {
  return tokens(text, jsonToken).map((token) => (
    token.kind === "string" && /^\s*:/.test(text.slice(token.end, token.end + 8)) ? { ...token, kind: "key" } : token));
}

// operations lists the operations of a document: {type, name, start, end}. The start is that of the first word.
export function operations(text) {
  const found = [];
  let depth = 0;
  let current = null;
  for (const token of lex(text)) {
    if (token.kind === "comment") continue;
    if (depth === 0 && current === null) current = opening(token, found);
    else if (depth === 0 && token.kind === "name" && current.name === null && !current.named) current.name = token.text;
    if (token.kind !== "name") current.named = true;
    if (/^[{([]$/.test(token.text)) depth++;
    if (/^[})\]]$/.test(token.text)) depth = Math.max(0, depth - 1);
    current.end = token.end;
    if (depth === 0 && token.text === "}") current = null;
  }
  return found.filter((operation) => operation.type !== "fragment");
}

function opening(token, found) {
  const type = token.text === "{" ? "query" : token.text;
  found.push({ type, name: null, named: false, start: token.start, end: token.end });
  return found.at(-1);
}

// lineAndColumn counts both from one, as GraphQL errors do.
export function lineAndColumn(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

// offsetOf is its inverse, held inside the text when a place lies outside it.
export function offsetOf(text, { line, column }) {
  const lines = text.split("\n").slice(0, line - 1);
  const start = lines.reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, start + column - 1);
}
