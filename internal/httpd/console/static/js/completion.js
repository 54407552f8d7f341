// Suggestions while writing, as a list box of the text area (ARIA Authoring Practices, "editable combobox with list
// autocomplete"). The focus stays in the text; the list opens by itself without choosing anything, so that Enter and
// Tab mean what they always mean until somebody goes into the list with the arrow keys.

import { announce, byId, el } from "./dom.js";
import { editor } from "./editor.js";
import { suggestionsAt } from "./scope.js";

const list = byId("suggestions");
const { area } = editor;
let schema = null;
let found = null; // {start, end, word, options} while the list is open
let chosen = -1;
let speaking = 0;
let inserting = false;

export function suggestFrom(loaded) {
  schema = loaded;
}

// open shows the list; asked tells whether the person asked for it, which chooses the first option.
function open(asked) {
  found = schema && suggestionsAt(area.value, area.selectionStart, schema);
  const settled = found?.options.length === 1 && found.options[0].insert === found.word;
  if (!found?.options.length || (settled && !asked)) {
    if (asked) announce("Hier gibt es keine Vorschläge.");
    close();
    return;
  }
  list.replaceChildren(...found.options.map(row));
  list.hidden = false;
  list.scrollTop = 0;
  place();
  choose(asked ? 0 : -1);
  speak(asked);
}

function close() {
  clearTimeout(speaking);
  found = null;
  list.hidden = true;
  area.removeAttribute("aria-activedescendant");
}

function row(option, i) {
  const first = option.description.split(/\n\n|\.\s/)[0];
  return el("li", { id: `suggestion-${i}`, role: "option", "aria-selected": "false",
    onmousedown: (event) => event.preventDefault(), onclick: () => take(i) },
  el("span", { class: "suggestion-name", text: option.insert.trim() }),
  el("span", { class: "suggestion-type", text: `${option.type}${option.required ? " · nötig" : ""}${option.deprecated ? " · veraltet" : ""}` }),
  first ? el("span", { class: "suggestion-text", lang: "en", text: first }) : null);
}

// speak waits until the writing pauses; a message for every letter would drown the letters.
function speak(asked) {
  clearTimeout(speaking);
  const count = found.options.length;
  const text = `${count === 1 ? "1 Vorschlag" : `${count} Vorschläge`}. Pfeiltasten wählen, Eingabe übernimmt, Escape schließt.`;
  speaking = setTimeout(() => announce(text), asked ? 0 : 900);
}

function choose(i) {
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = i;
  const node = list.children[i];
  if (!node) {
    area.removeAttribute("aria-activedescendant");
    return;
  }
  node.setAttribute("aria-selected", "true");
  node.scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", node.id);
}

function take(i) {
  const { start, end, options } = found;
  close();
  inserting = true;
  editor.replace(start, end, options[i].insert);
  inserting = false;
}

// place puts the list below the word. All letters are equally wide, so a measure of one is a measure of all.
function place() {
  const before = area.value.slice(0, found.start).split("\n");
  const style = getComputedStyle(area);
  const line = parseFloat(style.lineHeight);
  const left = parseFloat(style.paddingLeft) + before.at(-1).length * letterWidth(style) - area.scrollLeft;
  const top = parseFloat(style.paddingTop) + before.length * line - area.scrollTop;
  list.style.left = `${Math.max(0, Math.min(left, area.clientWidth - list.offsetWidth))}px`;
  list.style.top = `${top}px`;
}

function letterWidth(style) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${style.fontSize} ${style.fontFamily}`;
  return context.measureText("0").width;
}

const keys = {
  ArrowDown: () => choose((chosen + 1) % found.options.length),
  ArrowUp: () => choose((Math.max(chosen, 0) - 1 + found.options.length) % found.options.length),
  Escape: close,
};

area.addEventListener("keydown", (event) => {
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    open(true);
  } else if (found && keys[event.key] && !event.ctrlKey && !event.altKey) {
    event.preventDefault();
    keys[event.key]();
  } else if (found && event.key === "Enter" && chosen >= 0 && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    take(chosen);
  } else if (found && /^(Arrow|Home|End|Page)/.test(event.key)) {
    close();
  }
}, { capture: true });

area.addEventListener("input", (event) => {
  const typed = /^insertText|^deleteContent/.test(event.inputType ?? "");
  if (!inserting && typed && /[\w@$]$/.test(area.value.slice(0, area.selectionStart))) open(false);
  else close();
});
area.addEventListener("scroll", () => { if (found) place(); });
area.addEventListener("blur", close);
