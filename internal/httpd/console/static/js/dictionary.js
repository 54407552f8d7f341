// The dictionary ("Wörterbuch"): every type of the schema with its fields, arguments and values, searchable and linked
// both ways. An entry has an address, "#woerterbuch/Service" or "#woerterbuch/Service.name", so that it can be shared
// and the browser's back button works.

import { byId, el } from "./dom.js";
import { germanTerm, isRequired, namedType, typeText } from "./schema.js";

const groups = [
  { title: "Einstieg", has: (type, roots) => roots.includes(type.name) },
  { title: "Dinge", has: (type) => type.kind === "OBJECT" && !/(Connection|Edge|PageInfo)$/.test(type.name) },
  { title: "Sammelbegriffe", has: (type) => type.kind === "INTERFACE" || type.kind === "UNION" },
  { title: "Auswahllisten", has: (type) => type.kind === "ENUM" },
  { title: "Eingaben", has: (type) => type.kind === "INPUT_OBJECT" },
  { title: "Einfache Werte", has: (type) => type.kind === "SCALAR" },
  { title: "Listen und Verbindungen", has: () => true },
];

const kindWords = { OBJECT: "Ding", INTERFACE: "Sammelbegriff (Interface)", UNION: "Sammelbegriff (Union)", ENUM: "Auswahlliste (Enum)",
  INPUT_OBJECT: "Eingabe", SCALAR: "Einfacher Wert" };

const mostHits = 100;

let schema = null;
let begin = null; // called with a query text when somebody begins a question from here

// fill takes the schema (null when the server does not tell it) and what to do with a question begun here.
export function fill(loaded, beginQuestion) {
  schema = loaded;
  begin = beginQuestion;
  if (schema) list();
}

// open shows the entry of an address behind "#woerterbuch/"; without one, where questions begin.
export function open(address) {
  if (!schema) {
    byId("word-heading").textContent = "Das Wörterbuch ist nicht erreichbar.";
    byId("word-body").replaceChildren(el("p", { text: "Der Server gibt sein Datenmodell gerade nicht preis. Bitte laden Sie die Seite neu." }));
    return;
  }
  const [typeName, member] = address.split(".");
  const type = schema.type(typeName) ?? schema.type(schema.roots.query);
  show(type, address !== "");
  if (member) byId(`member-${member}`)?.scrollIntoView({ block: "center" });
  else scrollTo(0, 0); // the list may be long, and the last entry was read to its end
  for (const link of byId("word-list").querySelectorAll("a")) {
    if (link.hash === `#woerterbuch/${type.name}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const linkTo = (name, text = name) => el("a", { href: `#woerterbuch/${name}`, text });

// The list: groups of types, or hits when something is searched.
function list() {
  const wanted = byId("search").value.trim().toLowerCase();
  byId("word-list").replaceChildren(...(wanted ? hitNodes(wanted) : groupNodes()));
  if (!wanted) byId("search-count").textContent = `${schema.types.length} Einträge`;
}

function groupNodes() {
  const left = new Set(schema.types);
  const roots = Object.values(schema.roots).filter(Boolean);
  return groups.flatMap((group, i) => {
    const types = [...left].filter((type) => group.has(type, roots)).sort((a, b) => a.name.localeCompare(b.name));
    types.forEach((type) => left.delete(type));
    const items = types.map((type) => el("li", {}, linkTo(type.name), termNode(type)));
    return items.length ? [el("details", { open: i < 2 }, el("summary", { text: `${group.title} (${items.length})` }), el("ul", {}, ...items))] : [];
  });
}

function termNode(entry) {
  const term = germanTerm(entry.description);
  return term ? el("span", { class: "hint", text: ` ${term}` }) : null;
}

const folded = (text) => (text ?? "").toLowerCase().replaceAll("ß", "ss").replace(/[äöü]/g, (c) => ({ ä: "a", ö: "o", ü: "u" })[c]).replace(/([aou])e/g, "$1");

// German bends its words: "Verwaltungsleistungen" is looked for where "Verwaltungsleistung" stands. A word may lose its
// ending, as long as four letters are left; the whole word is better.
const endings = /(innen|ungen|en|er|es|em|e|n|s)$/;
const stemOf = (word) => { const stem = word.replace(endings, (end) => (end === "ungen" ? "ung" : "")); return stem.length >= 4 ? stem : word; };

// rank orders hits: the word itself before texts that mention it, records before what merely carries them.
const machinery = /(Connection|Edge|Payload|Input|Filter|Where|Order|PageInfo|Change|Count)/;

function rank({ address, type, entry }, whole, stem) {
  const roots = [schema.roots.mutation, schema.roots.subscription];
  const name = folded(address.split(".").at(-1));
  const term = folded(germanTerm(entry.description));
  const hay = [name, term, folded(entry.description)];
  const meets = [hay.slice(0, 2).some((text) => text === whole || stemOf(text) === stem), hay.slice(0, 2).some((text) => text.includes(stem)),
    hay[2].includes(whole), hay[2].includes(stem)].indexOf(true);
  if (meets < 0) return null;
  const carried = machinery.test(type.name) || roots.includes(type.name) || type.kind === "INPUT_OBJECT";
  return (carried ? 100 : 0) + (entry === type ? 0 : 10) + meets;
}

function hitNodes(text) {
  const whole = folded(text);
  const stem = stemOf(whole);
  const entries = schema.types.flatMap((type) => [{ address: type.name, type, entry: type }, ...members(type)]);
  const hits = entries.map((hit) => ({ ...hit, rank: rank(hit, whole, stem) })).filter((hit) => hit.rank !== null)
    .sort((a, b) => a.rank - b.rank);
  byId("search-count").textContent = hits.length === 0 ? "Nichts gefunden. Versuchen Sie ein anderes oder ein kürzeres Wort."
    : `${hits.length} Treffer${hits.length > mostHits ? `, die ersten ${mostHits} werden gezeigt` : ""}`;
  return [el("ul", {}, ...hits.slice(0, mostHits).map(({ address, entry }) => el("li", {}, linkTo(address), termNode(entry))))];
}

function members(type) {
  const all = [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])];
  return all.map((entry) => ({ address: `${type.name}.${entry.name}`, type, entry }));
}

// The entry itself.
function show(type, focus) {
  const heading = byId("word-heading");
  heading.textContent = type.name;
  const sections = [...(type.fields ?? []).map((field) => fieldNode(type, field)), ...(type.inputFields ?? []).map(inputNode), ...(type.enumValues ?? []).map(valueNode)];
  byId("word-body").replaceChildren(
    el("p", { class: "hint", text: [kindWords[type.kind], germanTerm(type.description)].filter(Boolean).join(" · ") }),
    described(type),
    sections.length ? el("h3", { text: type.kind === "ENUM" ? "Werte" : "Angaben" }) : "",
    sections.length ? el("ul", { class: "members" }, ...sections) : "",
    ...linksOf("Gehört zu", (type.interfaces ?? []).map((each) => each.name)),
    ...linksOf("Kann sein", type.kind === "OBJECT" ? [] : (type.possibleTypes ?? []).map((each) => each.name)),
    ...linksOf("Kommt vor in", usesOf(type.name)));
  if (focus) heading.focus();
}

function linksOf(title, names) {
  if (!names.length) return [];
  return [el("h3", { text: title }), el("ul", { class: "links" }, ...names.map((name) => el("li", {}, linkTo(name))))];
}

const described = (entry) => el("div", { lang: "en" }, ...(entry.description ?? "").split(/\n{2,}/).filter(Boolean).map((part) => el("p", { text: part })));

// signature is the heading of a member: its name, and its type as a link to where the type is explained.
function signature(name, type, note) {
  return el("p", { class: "signature" }, el("code", { text: name }), type ? el("span", { text: ": " }) : null,
    type ? el("a", { href: `#woerterbuch/${namedType(type)}`, text: typeText(type) }) : null, note ? el("span", { class: "badge", text: note }) : null);
}

function fieldNode(type, field) {
  const args = field.args.map((input) => el("li", {}, signature(input.name, input.type, isRequired(input) ? "nötig" : null), described(input)));
  const opens = type.name === schema.roots.query
    ? el("button", { type: "button", class: "quiet", onclick: () => begin(questionFor(field)) }, "Danach fragen", el("span", { class: "visually-hidden", text: `: ${field.name}` })) : null;
  return el("li", { id: `member-${field.name}` }, signature(field.name, field.type, field.isDeprecated ? "veraltet" : null), described(field),
    args.length ? el("details", {}, el("summary", { text: args.length === 1 ? "1 Argument" : `${args.length} Argumente` }), el("ul", { class: "members" }, ...args)) : null, opens);
}

const inputNode = (input) => el("li", { id: `member-${input.name}` }, signature(input.name, input.type, isRequired(input) ? "nötig" : null), described(input),
  input.defaultValue === null ? null : el("p", { class: "hint" }, "Ohne Angabe gilt: ", el("code", { text: input.defaultValue })));

const valueNode = (value) => el("li", { id: `member-${value.name}` }, signature(value.name, null, value.isDeprecated ? "veraltet" : null), described(value));

// usesOf finds the fields that give a type and the arguments that take it.
function usesOf(name) {
  const takes = (entry) => namedType(entry.type) === name || (entry.args ?? []).some((input) => namedType(input.type) === name);
  return schema.types.flatMap((type) => [...(type.fields ?? []), ...(type.inputFields ?? [])].filter(takes).map((entry) => `${type.name}.${entry.name}`));
}

// questionFor writes a first question about a field of the root: required arguments become variables, connections ask
// for ten records, and of each record its telling fields are asked for.
function questionFor(field) {
  const required = field.args.filter(isRequired);
  const declared = required.length ? `(${required.map((input) => `$${input.name}: ${typeText(input.type)}`).join(", ")})` : "";
  const first = field.args.some((input) => input.name === "first") ? ["first: 10"] : [];
  const given = [...first, ...required.map((input) => `${input.name}: $${input.name}`)];
  return `query${declared ? ` ${declared}` : ""} { ${field.name}${given.length ? `(${given.join(", ")})` : ""}${selectionFor(namedType(field.type), 3)} }`;
}

function selectionFor(typeName, depth) {
  const free = schema.fields(typeName).filter((field) => !field.args.some(isRequired));
  if (!free.length) return "";
  const leaves = free.filter((field) => schema.isLeaf(field.type) && !/^(cursor|__typename)$/.test(field.name)).slice(0, 6).map((field) => field.name);
  const deeper = free.filter((field) => /^(edges|node|nodes)$/.test(field.name)).slice(0, 1);
  const below = depth > 0 ? deeper.map((field) => field.name + selectionFor(namedType(field.type), depth - 1)) : [];
  return ` { ${[...leaves, ...below].join(" ") || "__typename"} }`;
}

byId("search").addEventListener("input", () => { if (schema) list(); });
byId("search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  byId("word-list").querySelector("a")?.click();
});
