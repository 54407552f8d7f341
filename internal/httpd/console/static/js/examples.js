// The example questions, by whose question they are. With forty of them nobody reads the list to its end, so it can be
// narrowed to a reader and to words.

import { announce, byId, el } from "./dom.js";

let examples = [];
let choose = () => {};

// loadExamples returns the questions of this server, none when it does not tell them.
export async function loadExamples() {
  try {
    const response = await fetch("examples.json");
    if (!response.ok) throw new Error(response.status);
    return await response.json();
  } catch {
    byId("example-note").textContent = "Die Beispielfragen sind gerade nicht erreichbar.";
    byId("example-note").hidden = false;
    return [];
  }
}

// showExamples lists the questions; a chosen one is handed to chosen.
export function showExamples(loaded, chosen) {
  [examples, choose] = [loaded, chosen];
  const groups = groupsOf(examples);
  byId("example-search").hidden = examples.length === 0;
  byId("example-readers").hidden = groups.size < 2;
  byId("example-reader-list").replaceChildren(readerNode("", examples.length, true), ...[...groups].map(([reader, own]) => readerNode(reader, own.length, false)));
  list(examples);
}

// groupsOf keeps the order of the questions; the first one of a group decides the group's place.
export function groupsOf(questions) {
  const groups = new Map();
  for (const question of questions) groups.set(question.reader, [...groups.get(question.reader) ?? [], question]);
  return groups;
}

const readerNode = (reader, count, checked) => el("label", { class: "choice" },
  el("input", { type: "radio", name: "reader", value: reader, checked, onchange: narrow }), ` ${reader || "Alle"} (${count})`);

// narrow lists what fits the chosen reader and has every word that was typed.
function narrow() {
  const reader = document.querySelector("input[name=reader]:checked")?.value ?? "";
  const words = byId("example-filter").value.toLocaleLowerCase("de").split(/\s+/);
  const found = examples.filter((example) => {
    const told = `${example.title} ${example.description} ${example.reader}`.toLocaleLowerCase("de");
    return (!reader || example.reader === reader) && words.every((word) => told.includes(word));
  });
  list(found);
  announce(found.length === 1 ? "1 Frage." : `${found.length} Fragen.`);
}

function list(questions) {
  byId("example-note").hidden = questions.length > 0 || examples.length === 0;
  if (!byId("example-note").hidden) byId("example-note").textContent = "Dazu gibt es keine Beispielfrage.";
  byId("example-list").replaceChildren(...[...groupsOf(questions)].flatMap(([reader, own]) => [
    el("h3", { text: reader }),
    el("ul", { class: "example-list" }, ...own.map(exampleNode)),
  ]));
}

const exampleNode = (example) => el("li", {},
  el("button", { type: "button", onclick: () => choose(example) },
    el("span", { class: "example-title", text: example.title }),
    example.description ? el("span", { class: "hint", text: example.description }) : null));

byId("example-filter").addEventListener("input", narrow);
byId("example-search").addEventListener("submit", (event) => event.preventDefault());
