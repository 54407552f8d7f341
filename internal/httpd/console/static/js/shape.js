// What an answer is made of, read from its query: for each name in the answer the field behind it and its type. The
// answer itself does not tell: an alias hides the field, and "TYPE_2" says not of which list it is. Pure, and tolerant:
// what the schema does not know has no type.

import { lex } from "./lex.js";
import { namedType } from "./schema.js";
import { codeWord, shareText } from "./words.js";

const deepest = 40; // no answer is deeper; a fragment that names itself ends here

// shapeOf returns Map(name in the answer → {field, type, below}); below is such a map again. Parts of the query that
// the operation does not use do no harm: all operations share one map per root.
export function shapeOf(text, schema) {
  const tokens = lex(text).filter((token) => token.kind !== "comment");
  const shape = new Map();
  if (!schema) return shape;
  const reader = { tokens, schema, fragments: fragmentsOf(tokens) };
  for (let at = 0; at < tokens.length;) {
    const root = tokens[at].text === "{" ? schema.roots.query : schema.roots[tokens[at].text];
    const open = opening(tokens, at);
    at = root ? select(reader, open + 1, root, shape, 0) : closing(tokens, open) + 1;
  }
  return shape;
}

// aliasesOf maps each name in the answer that is not its field's own to that field, or to null where it stands for
// several.
export function aliasesOf(shape, found = new Map()) {
  for (const [name, { field, below }] of shape) {
    found.set(name, found.has(name) && found.get(name) !== field ? null : field);
    aliasesOf(below, found);
  }
  return found;
}

// labelled is the answer with the German labels of its codes, and with shares as they are read.
export function labelled(value, shape, schema, type = null) {
  if (Array.isArray(value)) return value.map((each) => labelled(each, shape, schema, type));
  if (value !== null && typeof value === "object") {
    const fields = Object.keys(value).map((name) => shape.get(name)?.field ?? name);
    const beside = fields.includes("numerator") && fields.includes("denominator");
    return Object.fromEntries(Object.entries(value).map(([name, each]) => {
      const known = shape.get(name);
      if ((known?.field ?? name) === "perMille" && typeof each === "number") return [name, shareText(each, beside)];
      return [name, labelled(each, known?.below ?? new Map(), schema, known?.type ?? null)];
    }));
  }
  return typeof value === "string" ? schema?.codeLabel(type, value) ?? codeWord(type, value) ?? value : value;
}

function fragmentsOf(tokens) {
  const found = new Map();
  tokens.forEach((token, i) => {
    if (token.text === "fragment" && tokens[i + 2]?.text === "on") found.set(tokens[i + 1].text, { type: tokens[i + 3]?.text, at: opening(tokens, i) + 1 });
  });
  return found;
}

// opening is the next curly bracket that is not inside round ones, closing the one that ends a bracket.
function opening(tokens, at) {
  while (at < tokens.length && tokens[at].text !== "{") at = tokens[at].text === "(" ? closing(tokens, at) + 1 : at + 1;
  return at;
}

function closing(tokens, at) {
  for (let depth = 0; at < tokens.length; at++) {
    if (/^[{([]$/.test(tokens[at].text)) depth++;
    if (/^[})\]]$/.test(tokens[at].text) && --depth <= 0) return at;
  }
  return at;
}

// select reads a selection from behind its bracket into a shape, and returns the place behind its end.
function select(reader, at, type, shape, depth) {
  const { tokens } = reader;
  let field = null;
  while (at < tokens.length && tokens[at].text !== "}") {
    const token = tokens[at];
    if (token.kind === "spread") at = spread(reader, at + 1, type, shape, depth);
    else if (token.text === "(" || token.text === "[") at = closing(tokens, at) + 1;
    else if (token.text === "{") at = depth < deepest ? select(reader, at + 1, field?.type, field?.below ?? new Map(), depth + 1) : closing(tokens, at) + 1;
    else if (token.kind === "name") [field, at] = member(reader, at, type, shape);
    else at++;
  }
  return at + 1;
}

function member({ tokens, schema }, at, type, shape) {
  const aliased = tokens[at + 1]?.text === ":";
  const name = tokens[at].text;
  const field = aliased ? tokens[at + 2]?.text ?? name : name;
  const entry = shape.get(name) ?? { field, type: namedType(schema.field(type, field)?.type), below: new Map() };
  shape.set(name, entry);
  return [entry, at + (aliased ? 3 : 1)];
}

function spread(reader, at, type, shape, depth) {
  const { tokens, fragments } = reader;
  const inline = tokens[at]?.text === "on";
  if (inline || tokens[at]?.kind !== "name") {
    return select(reader, opening(tokens, at) + 1, inline ? tokens[at + 1]?.text : type, shape, depth + 1);
  }
  const named = fragments.get(tokens[at].text);
  if (named && depth < deepest) select(reader, named.at, named.type, shape, depth + 1);
  return at + 1;
}
