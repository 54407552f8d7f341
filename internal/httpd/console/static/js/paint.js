// Colours for code. The colours repeat what the text says and never carry a meaning of their own, so nothing is lost
// for those who do not see them.

import { lex, lexJSON } from "./lex.js";

const keywords = new Set(["query", "mutation", "subscription", "fragment", "on"]);

// Above this length an answer is shown without colours: a hundred thousand elements would stall the page.
const paintedCharacters = 200_000;

// paintQuery returns the coloured text; tokens that begin at one of the marked offsets are underlined as wrong.
export function paintQuery(text, marks = []) {
  const tokens = lex(text);
  const roles = rolesOf(tokens);
  return pieces(text, tokens.map((token, i) => ({
    ...token,
    classes: marks.some((mark) => mark >= token.start && mark < token.end) ? `${roles[i]} wrong` : roles[i],
  })));
}

export function paintJSON(text) {
  if (text.length > paintedCharacters) return document.createTextNode(text);
  return pieces(text, lexJSON(text).map((token) => ({ ...token, classes: token.kind })));
}

function pieces(text, tokens) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const token of tokens) {
    fragment.append(text.slice(end, token.start));
    const span = document.createElement("span");
    span.className = `tok-${token.classes}`;
    span.textContent = token.text;
    fragment.append(span);
    end = token.end;
  }
  fragment.append(text.slice(end));
  return fragment;
}

// rolesOf tells names apart by where they stand: keyword, type, argument, enum value or field.
function rolesOf(tokens) {
  let parens = 0;
  let braces = 0;
  return tokens.map((token, i) => {
    if (token.text === "(") parens++;
    if (token.text === ")") parens--;
    if (token.text === "{" && parens === 0) braces++;
    if (token.text === "}" && parens === 0) braces--;
    if (token.kind !== "name") return token.kind;
    const before = tokens[i - 1]?.text;
    if (before === "on") return "type";
    if (parens > 0) return tokens[i + 1]?.text === ":" ? "argument" : "enum";
    if (braces === 0 || before === "...") return keywords.has(token.text) ? "keyword" : "type";
    return "field";
  });
}
