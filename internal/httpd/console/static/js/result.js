// The answer: errors first, then the data as a table or as JSON, to read, copy or keep.

import { alarm, announce, byId, confirmOn, copyText, el, reveal, saveFile } from "./dom.js";
import { documentsOf } from "./documents.js";
import { drawingNode, forgetDrawings } from "./drawing.js";
import { editor } from "./editor.js";
import { paintJSON } from "./paint.js";
import { aliasesOf, labelled, shapeOf } from "./shape.js";
import { saidOf, shortfallsOf } from "./shortfall.js";
import { sourceNode } from "./source.js";
import { csvOf, tablesOf } from "./table.js";
import { aliasText, fieldWord, isShare, numberText, valueText } from "./words.js";

const shownRows = 500; // a longer table is complete in the CSV file
const shownItems = 5;

// German headings for the codes of errors (extensions.code); the server's own sentence stands below.
const headings = {
  INVALID: "Eine Angabe ist nicht gültig.",
  NOT_FOUND: "Das Gesuchte gibt es nicht.",
  CONFLICT: "Das widerspricht dem, was inzwischen im Katalog steht.",
  FORBIDDEN: "Ihr Zugang erlaubt das nicht.",
  UNAVAILABLE: "Der Server ist gerade nicht bereit. Bitte versuchen Sie es gleich noch einmal.",
  GRAPHQL_PARSE_FAILED: "Die Abfrage ist nicht richtig geschrieben.",
  GRAPHQL_VALIDATION_FAILED: "Die Abfrage passt nicht zum Datenmodell.",
  COMPLEXITY_LIMIT_EXCEEDED: "Die Abfrage ist zu umfangreich. Fragen Sie nach weniger Einträgen oder Feldern.",
};

let schema = null;
// codes: the tables without labels, for files; documents: what is no value for a table.
let shown = { body: null, tables: [], codes: [], documents: [], shortfalls: [], fields: new Map() };

const text = (value) => valueText(value);

// word is the heading for a name of the answer. An alias says why somebody asked, its field says what it is: both show.
function word(name) {
  const field = shown.fields.get(name);
  if (field === undefined || field === name) return fieldWord(name, schema);
  const alias = aliasText(name);
  const term = field === null ? alias : fieldWord(field, schema);
  return term.toLowerCase() === alias.toLowerCase() ? alias : `${alias} (${term})`;
}

export function labelFrom(loaded) {
  schema = loaded;
}

// show draws an answer of request.js to a query.
export function show({ body, problem, milliseconds }, query) {
  const errors = body?.errors ?? [];
  const shape = shapeOf(query, schema);
  const { rest, documents } = documentsOf(body?.data, shape);
  shown = { body, documents, shortfalls: shortfallsOf(rest, shape, schema), tables: tablesOf(labelled(rest, shape, schema)), codes: tablesOf(rest), fields: aliasesOf(shape) };
  showErrors(errors, problem);
  editor.mark(errors.flatMap((error) => error.locations ?? []));
  byId("answer-body").hidden = body === null;
  forgetDrawings();
  byId("tab-table").textContent = documents.some(({ drawn }) => drawn) ? "Zeichnung und Tabelle" : "Tabelle";
  byId("pane-table").replaceChildren(...answerNodes());
  byId("json").replaceChildren(body === null ? "" : paintJSON(JSON.stringify(body, null, 2)));
  byId("save-csv").disabled = shown.tables.length === 0;
  const summary = `${summaryOf(shown)} ${momentOf(body)}Dauer: ${numberText(Math.round(milliseconds))} Millisekunden.`;
  byId("answer-summary").hidden = Boolean(problem) || !body?.data;
  byId("answer-summary").textContent = summary;
  if (problem || errors.length) alarm(problem ?? `${countText(errors.length, "Fehler", "Fehler")}. ${headingOf(errors[0])} ${placeText(errors[0])}`);
  else announce(`Antwort ist da. ${summary}`);
}

// showProblem tells what kept a question from being asked at all.
export function showProblem(problem) {
  byId("errors").replaceChildren(el("div", { class: "notice notice-error" }, el("p", { text: problem })));
  reveal(byId("answer"));
  alarm(problem);
}

export const showBusy = (busy) => byId("answer").setAttribute("aria-busy", busy);

const countText = (count, one, many) => `${numberText(count)} ${count === 1 ? one : many}`;

function summaryOf({ tables, documents, shortfalls }) {
  const contents = contentsOf(tables, documents);
  return shortfalls.length ? `Nicht vollständig. ${contents}` : contents;
}

function contentsOf(tables, documents) {
  const lists = tables.filter((table) => !table.pairs);
  const drawings = documents.filter(({ drawn }) => drawn).length;
  if (drawings) return `${countText(drawings, "Zeichnung", "Zeichnungen")}. ${lists.length ? listsText(lists) : ""}`.trim();
  if (!lists.length) return tables.length || documents.length ? "1 Antwort." : "Die Antwort ist leer.";
  return listsText(lists);
}

function listsText(lists) {
  return `${lists.map((table) => `${table.path.map(word).join(" › ")}: ${sizeText(table)}`).slice(0, 3).join("; ")}.`;
}

// momentOf says from which moment the answer is, and what it assumes (extensions.fundus).
function momentOf(body) {
  const moment = body?.extensions?.fundus;
  if (!moment) return "";
  const assumed = moment.assumed ? `, unter Annahme von ${countText(moment.assumed, "Änderung", "Änderungen")}` : "";
  return `Stand: Revision ${moment.revision}, gültig am ${valueText(moment.day)}${assumed}. `;
}

function sizeText({ rows, total }) {
  return total !== null && total !== rows.length
    ? `${numberText(rows.length)} von ${countText(total, "Eintrag", "Einträgen")}` : countText(rows.length, "Eintrag", "Einträge");
}

const headingOf = (error) => headings[error.extensions?.code] ?? "Die Abfrage konnte nicht beantwortet werden.";

const placeText = (error) => (error.locations ?? []).map(({ line, column }) => `Zeile ${line}, Spalte ${column}`).join("; ");

function showErrors(errors, problem) {
  const nodes = problem ? [el("p", { text: problem })] : errors.map(errorNode);
  const title = problem || errors.length === 0 ? null : el("h3", { text: countText(errors.length, "Fehler", "Fehler") });
  byId("errors").replaceChildren(...(nodes.length ? [el("div", { class: "notice notice-error" }, title, ...nodes)] : []));
}

function errorNode(error) {
  const places = (error.locations ?? []).map((location) => el("button", { type: "button", class: "link",
    text: `Zeile ${location.line}, Spalte ${location.column} zeigen`, onclick: () => editor.goTo(location) }));
  const path = error.path?.length ? el("span", { class: "hint", text: ` Feld: ${error.path.join(" › ")}` }) : null;
  return el("div", { class: "error" },
    el("p", {}, el("strong", { text: headingOf(error) })),
    el("p", { lang: "en", class: "error-text", text: error.message ?? "" }),
    el("p", {}, ...places, path));
}

// answerNodes are what is to look at, then what is to read, then what is for other programs.
function answerNodes() {
  if (!shown.body?.data) return [el("p", { class: "hint", text: absence(shown.body?.errors ?? []) })];
  const drawings = shown.documents.filter(({ drawn }) => drawn);
  const sources = shown.documents.filter(({ drawn }) => !drawn);
  return [...shown.shortfalls.map(shortfallNode), ...drawings.map(drawingNode), ...shown.tables.map(tableNode),
    ...sources.map((source, i) => sourceNode(source, [...source.path.map(placeWord), source.form.title].join(" › "), i))];
}

function shortfallNode(shortfall) {
  const { why, remedies } = saidOf(shortfall);
  const piece = (part) => (part.code ? el("code", { text: part.code }) : part);
  return el("div", { class: "notice notice-part" },
    el("h3", { text: ["Nicht vollständig", shortfall.path.map(placeWord).join(" › ")].filter(Boolean).join(": ") }),
    el("p", { text: why }),
    el("ul", { class: "remedies" }, ...remedies.map((remedy) => el("li", {}, ...remedy.map(piece)))));
}

const placeWord = (part) => (typeof part === "number" ? numberText(part) : word(part));

// absence says why there is no data: a query that could not be read found nothing out about the catalogue.
function absence(errors) {
  const codes = errors.map((error) => error.extensions?.code);
  if (codes.includes("GRAPHQL_PARSE_FAILED")) return "Die Abfrage konnte nicht gelesen werden. Es wurde nichts gesucht.";
  if (codes.includes("GRAPHQL_VALIDATION_FAILED")) return "Die Abfrage wurde nicht ausgeführt. Es wurde nichts gesucht.";
  return errors.length ? "Die Abfrage hat keine Daten geliefert." : "Es gibt keine Daten zu dieser Abfrage.";
}

// tableNode draws one table in a region of its own: it can be scrolled with the keyboard and is told by its caption.
function tableNode(table, i) {
  const title = table.path.map(word).join(" › ") || "Angaben";
  const caption = `caption-${i}`;
  const rows = table.rows.slice(0, shownRows);
  const head = table.pairs ? null : el("thead", {}, el("tr", {}, ...table.columns.map((path, column) => columnNode(path, table.rows.some((row) => typeof row[column] === "number" || isShare(row[column]))))));
  const body = el("tbody", {}, ...rows.map((row) => (table.pairs ? pairNode(row) : rowNode(row))));
  return el("div", { class: "table-block" },
    el("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-labelledby": caption },
      el("table", {}, el("caption", { id: caption }, el("strong", { text: title }), table.pairs ? null : ` – ${sizeText(table)}`), head, body)),
    noteOf(table));
}

function noteOf(table) {
  if (table.rows.length > shownRows) return el("p", { class: "hint", text: `Die Tabelle zeigt die ersten ${shownRows} Einträge. Alle stehen in der CSV-Datei.` });
  if (table.rows.length === 0 && !table.pairs) return el("p", { class: "hint", text: "Dazu gibt es keine Einträge." });
  return table.more ? el("p", { class: "hint" }, "Es gibt weitere Einträge. Erhöhen Sie in der Abfrage die Zahl bei ", el("code", { text: "first" }), ".") : null;
}

const columnNode = (path, numeric) => el("th", { scope: "col", class: numeric ? "number" : null, title: path.join("."), text: path.map(word).join(" › ") });

const pairNode = ([path, value]) => el("tr", {}, el("th", { scope: "row", title: path.join("."), text: path.map(word).join(" › ") }), cellNode(value));

const rowNode = (row) => el("tr", {}, ...row.map(cellNode));

function cellNode(value) {
  if (value?.items) return el("td", {}, ...listNodes(value));
  if (typeof value === "number" || isShare(value)) return el("td", { class: "number", text: text(value) });
  if (value === null) return el("td", { class: "empty" }, el("span", { "aria-hidden": "true", text: "–" }), el("span", { class: "visually-hidden", text: "keine Angabe" }));
  if (/^https?:\/\/[^\s]+$/.test(value)) return el("td", {}, el("a", { href: value, rel: "noopener noreferrer", text: value }));
  return el("td", { title: text(value) === value ? null : value, text: text(value) });
}

function listNodes({ items, total }) {
  if (items.length === 0) return [total ? countText(total, "Eintrag", "Einträge") : "–"];
  const line = (item) => el("li", { text: item.map(text).join(" · ") });
  const first = el("ul", {}, ...items.slice(0, shownItems).map(line));
  const rest = items.slice(shownItems);
  const more = rest.length ? el("details", {}, el("summary", { text: `noch ${numberText(rest.length)}` }), el("ul", {}, ...rest.map(line))) : null;
  const beyond = total !== null && total > items.length ? el("span", { class: "hint", text: `${items.length} von ${numberText(total)}` }) : null;
  return [first, more, beyond].filter(Boolean);
}

// Tabs by the ARIA Authoring Practices: arrow keys move, one tab stop for all.
const tabs = ["table", "json"];

function select(name) {
  for (const each of tabs) {
    const tab = byId(`tab-${each}`);
    tab.setAttribute("aria-selected", each === name);
    tab.tabIndex = each === name ? 0 : -1;
    byId(`pane-${each}`).hidden = each !== name;
  }
}

tabs.forEach((name, i) => {
  byId(`tab-${name}`).addEventListener("click", () => select(name));
  byId(`tab-${name}`).addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tabs[(i + 1) % tabs.length];
    select(other);
    byId(`tab-${other}`).focus();
  });
});

const jsonText = () => `${JSON.stringify(shown.body, null, 2)}\n`;
// Inside a file values stay as the server gave them: a spreadsheet shall calculate with them.
const plain = (value) => (typeof value === "number" ? String(value).replace(".", ",") : typeof value === "boolean" ? text(value) : String(value ?? ""));
const csvText = (separator) => csvOf(shown.codes, word, plain, separator);

byId("copy").addEventListener("click", async () => {
  await copyText(byId("pane-json").hidden ? csvText("\t") : jsonText());
  confirmOn(byId("copy"), "Kopiert");
});
byId("save-json").addEventListener("click", () => saveFile("fundus.json", "application/json", jsonText()));
byId("save-csv").addEventListener("click", () => saveFile("fundus.csv", "text/csv;charset=utf-8", `\ufeff${csvText(";")}`));
