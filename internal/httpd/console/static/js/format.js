// Formatting of a query: one field a line, two spaces a level, arguments on one line while they fit.
//
// Formatting may move words and change commas, nothing else. So the result is compared with the original word for word,
// and a text that cannot be formatted without changing it (half written, brackets open) is refused with its place.

import { lex, lineAndColumn } from "./lex.js";

const widest = 88;
const closing = { "{": "}", "(": ")", "[": "]" };

// format returns {text} or {problem}, a German sentence.
export function format(text) {
  const tokens = lex(text);
  const problem = problemIn(text, tokens);
  if (problem) return { problem };
  const formatted = definitions(nest(tokens));
  const same = words(tokens) === words(lex(formatted));
  return same ? { text: formatted } : { problem: "Der Text lässt sich nicht sicher formatieren. Er bleibt, wie er ist." };
}

const words = (tokens) => tokens.map((token) => token.text.trim()).join("\n");

function problemIn(text, tokens) {
  const open = [];
  const at = (token) => `Zeile ${lineAndColumn(text, token.start).line}`;
  for (const token of tokens) {
    if (token.kind === "bad") return `${at(token)}: Das Zeichen „${token.text}“ gehört nicht in eine Abfrage.`;
    if (token.kind === "string" && !/^"(?:\\.|[^"\\])*"$/.test(token.text)) return `${at(token)}: Ein Text endet ohne Anführungszeichen.`;
    if (closing[token.text]) open.push(token);
    if (!/^[})\]]$/.test(token.text)) continue;
    const opener = open.pop();
    if (!opener || closing[opener.text] !== token.text) return `${at(token)}: Die Klammer „${token.text}“ passt zu keiner anderen.`;
  }
  return open.length ? `${at(open.at(-1))}: Die Klammer „${open.at(-1).text}“ wird nicht geschlossen.` : null;
}

// nest turns brackets into groups: {open, items}.
function nest(tokens) {
  const root = { open: "", items: [] };
  const stack = [root];
  for (const token of tokens) {
    if (closing[token.text]) {
      stack.push({ open: token.text, items: [] });
      stack.at(-2).items.push(stack.at(-1));
    } else if (/^[})\]]$/.test(token.text)) stack.pop();
    else stack.at(-1).items.push(token);
  }
  return root;
}

function definitions(root) {
  const blocks = [[]];
  for (const item of root.items) {
    blocks.at(-1).push(item);
    if (item.open === "{") blocks.push([]);
  }
  const lines = blocks.filter((block) => block.length).map((block) => block.some((item) => item.kind !== "comment")
    ? statement(block, "") : block.map((comment) => comment.text.trimEnd()).join("\n"));
  return `${lines.join("\n\n")}\n`;
}

// statement writes one line with its blocks: an operation, a field, a spread. Comments before it get their own lines.
function statement(items, indent) {
  let text = indent;
  let fresh = true;
  for (const item of items) {
    if (item.kind === "comment") {
      text += fresh ? `${item.text.trimEnd()}\n${indent}` : ` ${item.text.trimEnd()}\n${indent}`;
      fresh = true;
      continue;
    }
    text += (fresh || tight(item, text) ? "" : " ") + piece(item, indent, text);
    fresh = false;
  }
  return text;
}

const tight = (item, text) => item.open === "(" || item.text === ":" || item.text === "!"
  || (text.endsWith("...") && item.text !== "on" && item.kind === "name");

function piece(item, indent, text) {
  if (item.open === "{") return `{\n${selection(item.items, `${indent}  `)}\n${indent}}`;
  if (item.open === "(") return values(item, indent, text.length - text.lastIndexOf("\n"));
  if (item.open === "[") return inline(item);
  return item.text;
}

// selection splits the words of a block into fields. A new field begins at a name or spread that the words before it do
// not ask for.
function selection(items, indent) {
  const fields = [];
  let before = null;
  for (const item of items) {
    if (fields.length === 0 || begins(item, before)) fields.push([]);
    fields.at(-1).push(item);
    before = item;
  }
  return fields.map((field) => (field.every((item) => item.kind === "comment")
    ? field.map((comment) => indent + comment.text.trimEnd()).join("\n") : statement(field, indent))).join("\n");
}

// What follows a spread belongs to it: the name of a fragment, or "on" and a type. A field may be called "on" as well, so
// the "on" of a spread is remembered on the word itself.
function begins(item, before) {
  if (item.kind === "spread" || item.kind === "comment" || before?.kind === "comment") return true;
  if (item.kind !== "name" || before?.text === ":") return false;
  item.ofSpread = before?.kind === "spread" || (before?.text === "on" && before.ofSpread === true);
  return !item.ofSpread;
}

// values writes arguments: on one line when they fit, otherwise one a line.
function values(group, indent, column) {
  const flat = inline(group);
  if (!flat.includes("\n") && column + flat.length <= widest && !commented(group)) return flat;
  const inner = `${indent}  `;
  const lines = entries(group.items).map((entry) => entry.map((item, i) => {
    const last = i === entry.length - 1;
    if (last && item.open && inner.length + inline(item).length > widest) return values(item, inner, widest);
    return item.open ? inline(item) : item.text.trimEnd();
  }));
  return `${group.open}\n${lines.map((line) => inner + joined(line)).join("\n")}\n${indent}${closing[group.open]}`;
}

const commented = (group) => group.items.some((item) => item.kind === "comment" || (item.open && commented(item)));

function inline(group) {
  const parts = entries(group.items).map((entry) => joined(entry.map((item) => (item.open ? inline(item) : item.text))));
  return group.open + parts.join(", ") + closing[group.open];
}

// entries splits the words between brackets at each new "name:" or, in lists, at each value.
function entries(items) {
  const found = [];
  items.forEach((item, i) => {
    const named = items[i + 1]?.text === ":";
    const continues = item.text === ":" || item.text === "!" || item.text === "=" || item.kind === "directive"
      || [":", "="].includes(items[i - 1]?.text) || (item.open === "(");
    if (found.length === 0 || named || item.kind === "comment" || !continues) found.push([]);
    found.at(-1).push(item);
  });
  return found;
}

function joined(parts) {
  return parts.reduce((line, part) => {
    if (line === "" || part === ":" || part === "!" || part.startsWith("(")) return line + part;
    return `${line} ${part}`;
  }, "");
}
