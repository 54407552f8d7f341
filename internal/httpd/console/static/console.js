// The console page, wired together: examples, editor and variables on one side, the answer on the other, the dictionary
// behind it. What each part does stands in its module; here stands only who tells whom.

import { listenForAccount, showAccount, takeToken } from "./js/account.js";
import { alarm, announce, byId, confirmOn, copyText, el, reveal, saveFile } from "./js/dom.js";
import { suggestFrom } from "./js/completion.js";
import * as dictionary from "./js/dictionary.js";
import { editor } from "./js/editor.js";
import { loadExamples, showExamples } from "./js/examples.js";
import { format } from "./js/format.js";
import { operations } from "./js/lex.js";
import { draft, history, linkTo, questionInLink, tabIndents } from "./js/memory.js";
import { addressOf, commandOf, fetchFile, request } from "./js/request.js";
import { labelFrom, show, showBusy, showProblem } from "./js/result.js";
import { loadSchema } from "./js/schema.js";
import { showState } from "./js/state.js";
import { momentText } from "./js/words.js";

const variables = byId("variables");
let running = null; // the AbortController of the question on its way
let asked = null; // the title of the example in the editor

// question is what the two fields say at this moment.
const question = () => ({ query: editor.text, variables: variables.value });

function setQuestion({ query, variables: values = "", title = null, description = null }) {
  editor.text = query;
  variables.value = values;
  variables.removeAttribute("aria-invalid");
  byId("variables-error").hidden = true;
  byId("values").open = !/^\s*(\{\s*\})?\s*$/.test(values);
  showTitle(title, description);
  draft.set(question());
}

// The title of an example stands above its query and its answer, until somebody changes the query: then it is another
// question.
function showTitle(title, description) {
  asked = title;
  byId("question").hidden = title === null;
  byId("question").replaceChildren(el("strong", { text: title ?? "" }), description ? ` ${description}` : "");
}

function edited() {
  showTitle(null, null);
  draft.set(question());
}

// readVariables returns the object, or null after telling what is wrong with the text.
function readVariables() {
  const problem = byId("variables-error");
  problem.hidden = true;
  variables.removeAttribute("aria-invalid");
  if (!variables.value.trim()) return {};
  try {
    const values = JSON.parse(variables.value);
    if (values === null || typeof values !== "object" || Array.isArray(values)) throw new Error("Der Text ist kein Objekt in geschweiften Klammern.");
    return values;
  } catch (error) {
    problem.textContent = `Die Variablen sind kein gültiges JSON-Objekt. Richtig ist zum Beispiel {"name": "Hannover"}. Meldung des Browsers: ${error.message}`;
    problem.hidden = false;
    variables.setAttribute("aria-invalid", "true");
    byId("values").open = true;
    variables.focus();
    alarm(problem.textContent);
    return null;
  }
}

// chosen is the operation to run: of several, the one the caret stands in, otherwise the first.
function chosen() {
  const found = operations(editor.text);
  const caret = editor.area.selectionStart;
  return found.find((each) => each.start <= caret && caret <= each.end) ?? found[0] ?? null;
}

// parameters is what a request for the current question needs, or null when a person must mend something first.
function parameters() {
  const operation = chosen();
  if (!operation) {
    showProblem("Es steht noch keine Abfrage da. Wählen Sie eine Beispielfrage oder schreiben Sie eine Abfrage.");
    return null;
  }
  if (operation.type === "subscription") {
    showProblem("Abonnements (subscription) lassen sich auf dieser Seite nicht ausführen.");
    return null;
  }
  const values = readVariables();
  return values && { query: editor.text, variables: values, operationName: operation.name };
}

// run asks the question, for a person unless told otherwise. The answer of an older question never overwrites that of a newer one: it is cancelled.
async function run(asker = true) {
  const wanted = parameters();
  if (!wanted) return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  busy(true);
  byId("answer-heading").textContent = asked ? `Antwort: ${asked}` : "Antwort";
  if (asker) {
    history.add(question());
    showHistory();
  }
  try {
    const changes = chosen().type === "mutation";
    const method = changes ? "POST" : document.querySelector("input[name=method]:checked").value;
    show(await request({ ...wanted, method, signal: mine.signal }), wanted.query);
    if (asker && document.activeElement !== editor.area) reveal(byId("answer")); // who is writing wants to keep seeing the text
    if (changes) showState();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    if (running === mine) busy(false);
  }
}

function busy(is) {
  byId("cancel").hidden = !is;
  showBusy(is);
  byId("run").textContent = is ? "Läuft …" : "Ausführen";
}

function cancel() {
  running?.abort();
  busy(false);
  byId("run").focus();
  announce("Abgebrochen.");
}

function formatQuestion() {
  const { text, problem } = format(editor.text);
  if (problem) {
    showProblem(problem);
    return;
  }
  if (text !== editor.text) editor.replace(0, editor.text.length, text);
  editor.area.setSelectionRange(0, 0);
  announce("Die Abfrage ist formatiert.");
}

// keepFile saves the whole list that is asked for; the server makes the file, so that it has more than a page.
async function keepFile() {
  const wanted = parameters();
  if (!wanted) return;
  const button = byId("save-file");
  button.disabled = true;
  byId("file-note").hidden = true;
  announce("Die Datei wird erstellt.");
  const file = await fetchFile(byId("file-format").value, wanted);
  button.disabled = false;
  if (file.content) {
    saveFile(file.name, file.content.type, file.content);
    byId("file-note").hidden = file.complete;
    confirmOn(button, file.complete ? "Gespeichert" : "Gespeichert, nicht vollständig");
    return;
  }
  show(file, wanted.query);
  reveal(byId("answer"));
}

// Examples

const asQuestion = (example) => ({ ...example, variables: Object.keys(example.variables ?? {}).length ? JSON.stringify(example.variables, null, 2) : "" });

function askExample(example) {
  setQuestion(asQuestion(example));
  run();
}

// History

function showHistory() {
  const entries = history.list();
  byId("history").hidden = entries.length === 0;
  byId("history-list").replaceChildren(...entries.map((entry) => el("li", {},
    el("button", { type: "button", onclick: () => { setQuestion(entry); editor.area.focus(); } },
      el("code", { text: entry.query.replace(/^\s*#.*$/gm, "").replace(/\s+/g, " ").trim().slice(0, 80) }),
      el("span", { class: "hint", text: momentText(entry.at) })))));
}

// Addresses: "#woerterbuch/…" is the dictionary, "#abfrage=…" a shared question, "#token=…" a token, everything else the questions.

function showView() {
  const [, entry] = location.hash.match(/^#woerterbuch(?:\/(.*))?$/) ?? [];
  const inDictionary = location.hash.startsWith("#woerterbuch");
  byId("view-dictionary").hidden = !inDictionary;
  byId("view-questions").hidden = inDictionary;
  markCurrent(byId("nav-dictionary"), inDictionary);
  markCurrent(byId("nav-questions"), !inDictionary);
  document.title = `${inDictionary ? "Wörterbuch" : "Fragen stellen"} – Fundus`;
  if (inDictionary) dictionary.open(decodeURIComponent(entry ?? ""));
}

function markCurrent(link, is) {
  if (is) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

// A shared question is shown, and run only when it merely reads: a link must not change data with the reader's token.
function openLink() {
  const shared = questionInLink();
  if (!shared) return false;
  setQuestion(shared);
  window.history.replaceState(null, "", "#fragen"); // coming back here later must not undo what was changed since
  const reads = operations(shared.query).every((operation) => operation.type === "query");
  if (reads) run();
  else announce("Die Abfrage aus dem Link ändert Daten. Prüfen Sie sie, bevor Sie sie ausführen.");
  return true;
}

function beginQuestion(query) {
  setQuestion({ query: format(query).text ?? query });
  location.hash = "fragen";
  showView(); // now, and not only when the browser reports the new address: what is hidden takes no focus
  editor.area.focus();
}

function listen() {
  byId("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  byId("ask").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  byId("cancel").addEventListener("click", cancel);
  byId("format").addEventListener("click", formatQuestion);
  byId("save-file").addEventListener("click", keepFile);
  byId("share").addEventListener("click", () => copyAndConfirm("share", linkTo(question())));
  byId("copy-address").addEventListener("click", () => copyParameters("copy-address", (wanted) => new URL(addressOf(wanted), location.href).href));
  byId("copy-command").addEventListener("click", () => copyParameters("copy-command", commandOf));
  byId("history-clear").addEventListener("click", () => { history.clear(); showHistory(); announce("Die Liste ist gelöscht."); });
  byId("tab-indents").addEventListener("change", (event) => tabIndents.set(event.target.checked));
  editor.onChange(edited);
  variables.addEventListener("input", edited);
  listenForAccount();
  addEventListener("hashchange", () => {
    if (takeToken()) location.reload();
    showView();
    openLink();
  });
}

async function copyAndConfirm(id, text) {
  await copyText(text);
  confirmOn(byId(id), "Kopiert");
}

function copyParameters(id, write) {
  const wanted = parameters();
  if (wanted) copyAndConfirm(id, write(wanted));
}

async function start() {
  takeToken();
  listen();
  showAccount();
  byId("tab-indents").checked = tabIndents.get();
  showHistory();
  showState();
  const [examples, schema] = await Promise.all([loadExamples(), loadSchema()]);
  showExamples(examples, askExample);
  suggestFrom(schema);
  labelFrom(schema);
  dictionary.fill(schema, beginQuestion);
  showView();
  if (openLink()) return;
  const last = draft.get();
  const [first] = examples.map(asQuestion);
  const asked = history.list().length > 0 || (last?.query && last.query !== first?.query);
  if (asked && last?.query) setQuestion(last);
  else if (first) setQuestion(first);
  if (!asked && first && !location.hash.startsWith("#woerterbuch")) run(false); // who comes first sees an answer, not an empty page
}

start();
