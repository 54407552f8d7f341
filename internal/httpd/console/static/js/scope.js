// Where the caret stands in a half-written query, and what may be written there. One walk over the words before the
// caret keeps a stack of open brackets, each knowing its type in the schema. Pure, and tolerant: an unknown field opens
// a bracket of unknown type, in which nothing is suggested.

import { lex } from "./lex.js";
import { germanTerm, isRequired, namedType, typeText } from "./schema.js";

// suggestionsAt returns {start, end, word, options}: what is between start and the caret is replaced by an option's
// "insert". Options are ordered: those that begin with the word, then those that contain it.
export function suggestionsAt(text, caret, schema) {
  const tokens = lex(text);
  const under = tokens.find((token) => token.start < caret && caret <= token.end && /^(name|variable|directive|comment|string|block)$/.test(token.kind)
    || token.start < caret && caret <= token.end && /^[$@]$/.test(token.text));
  if (under && /^(comment|string|block)$/.test(under.kind)) return { start: caret, end: caret, word: "", options: [] };
  const start = under?.start ?? caret;
  const word = text.slice(start, caret);
  const place = walk(tokens.filter((token) => token.end <= start && token.kind !== "comment"), schema);
  return { start, end: under?.end ?? caret, word, options: matching(optionsOf(place, word, tokens, schema), word) };
}

function matching(options, word) {
  const wanted = word.toLowerCase();
  const begins = options.filter((option) => option.insert.toLowerCase().startsWith(wanted));
  const contains = wanted.length < 2 ? [] : options.filter((option) => !begins.includes(option)
    && `${option.insert} ${option.term ?? ""}`.toLowerCase().includes(wanted));
  return [...begins, ...contains].slice(0, 60);
}

// A frame of the stack: kind selection | arguments | object | list | declarations, the type it selects from or the
// inputs it takes, and what the words inside it have said so far.
const frame = (kind, more = {}) => ({ kind, type: null, inputs: [], field: null, input: null, expects: null, ...more });

function walk(tokens, schema) {
  const stack = [frame("document")];
  tokens.forEach((token, i) => {
    const top = stack.at(-1);
    if (/^[{([]$/.test(token.text)) stack.push(opened(top, token.text, schema));
    else if (/^[})\]]$/.test(token.text)) close(stack);
    else steps[top.kind](top, token, tokens[i - 1], schema);
  });
  return { ...stack.at(-1), last: tokens.at(-1) ?? null };
}

function close(stack) {
  if (stack.length > 1) stack.pop();
  Object.assign(stack.at(-1), { expects: null, input: null });
}

function opened(top, bracket, schema) {
  if (bracket === "(" && top.kind === "document") return frame("declarations");
  if (bracket === "(") return frame("arguments", { inputs: (top.directive ?? top.field)?.args ?? [] });
  if (top.kind === "document") return frame("selection", { type: top.type ?? schema.roots.query });
  if (top.kind === "selection") return frame("selection", { type: top.spread ?? namedType(top.field?.type) });
  const valueType = top.kind === "list" ? top.type : top.input?.type;
  if (bracket === "[") return frame("list", { type: valueType ?? null });
  return frame("object", { inputs: schema.inputs(namedType(valueType)) });
}

const steps = {
  document(top, token, before, schema) {
    if (before?.text === "on") top.type = token.text;
    else if (Object.hasOwn(schema.roots, token.text) && before?.kind !== "name") top.type = schema.roots[token.text];
  },
  selection(top, token, before, schema) {
    if (token.kind === "directive") top.directive = directive(token, schema);
    else if (token.kind === "spread") Object.assign(top, { spread: top.type, field: null, directive: null });
    else if (token.text === "on" && before?.kind === "spread") return;
    else if (token.kind === "name" && before?.text === "on" && top.spread) top.spread = token.text;
    else if (token.kind === "name") Object.assign(top, { field: schema.field(top.type, token.text), spread: null, directive: null });
  },
  arguments: inputStep,
  object: inputStep,
  list() {},
  declarations(top, token) {
    if (token.kind === "variable") top.expects = null;
    else if (token.text === ":") top.expects = "type";
    else if (token.kind === "name") top.expects = null;
  },
};

function inputStep(top, token) {
  if (token.text === ":") top.expects = "value";
  else if (top.expects === "value") Object.assign(top, { expects: null, input: null });
  else if (token.kind === "name") top.input = top.inputs.find((input) => input.name === token.text) ?? null;
}

const directive = (token, schema) => schema.directives.find((each) => `@${each.name}` === token.text) ?? null;

function optionsOf(place, word, tokens, schema) {
  if (word.startsWith("@")) return schema.directives.map((each) => option(`@${each.name}`, each, ""));
  if (word.startsWith("$") && place.kind !== "declarations") return variables(tokens);
  const choose = { document: documentOptions, selection: selectionOptions, arguments: inputOptions, object: inputOptions,
    list: (list) => valueOptions(list.type, tokens, schema), declarations: (list) => typeOptions(list, schema) };
  return choose[place.kind](place, tokens, schema);
}

const option = (insert, entry, type) => ({ insert, type, term: germanTerm(entry.description), description: entry.description ?? "", deprecated: entry.isDeprecated === true });

function documentOptions(place, tokens, schema) {
  if (place.last?.text === "on") return composites(schema);
  if (place.last && place.last.text !== "}") return [];
  const words = ["query", "mutation", "subscription"].filter((root) => schema.roots[root]);
  return [...words, "fragment"].map((word) => option(word, {}, "Schlüsselwort"));
}

function selectionOptions(place, tokens, schema) {
  if (place.last?.kind === "spread") {
    return [option("on", { description: "Only for records of one type." }, "Schlüsselwort"), ...fragments(tokens)];
  }
  if (place.last?.text === "on" && place.spread) return composites(schema);
  return schema.fields(place.type).map((field) => option(field.name, field, typeText(field.type)));
}

function inputOptions(place, tokens, schema) {
  if (place.expects === "value") return valueOptions(place.input?.type, tokens, schema);
  return place.inputs.map((input) => ({ ...option(`${input.name}: `, input, typeText(input.type)), required: isRequired(input) }));
}

function valueOptions(type, tokens, schema) {
  const named = schema.type(namedType(type));
  const values = (named?.enumValues ?? []).map((value) => option(value.name, value, named.name));
  const truths = named?.name === "Boolean" ? ["true", "false"].map((value) => option(value, {}, "Boolean")) : [];
  return [...values, ...truths, ...variables(tokens)];
}

function typeOptions(place, schema) {
  if (place.expects !== "type") return [];
  return schema.types.filter((type) => ["SCALAR", "ENUM", "INPUT_OBJECT"].includes(type.kind)).map((type) => option(type.name, type, ""));
}

const composites = (schema) => schema.types.filter((type) => ["OBJECT", "INTERFACE", "UNION"].includes(type.kind)
  && !Object.values(schema.roots).includes(type.name)).map((type) => option(type.name, type, ""));

const fragments = (tokens) => tokens.filter((token, i) => tokens[i - 1]?.text === "fragment" && token.kind === "name").map((token) => option(token.text, {}, "Fragment"));

const variables = (tokens) => [...new Set(tokens.filter((token) => token.kind === "variable").map((token) => token.text))].map((name) => option(name, {}, "Variable"));
