// The editor is a plain text area, so that every screen reader, spell of keys, zoom and undo works as everywhere. Behind
// it lies the same text in colours, hidden from assistive technology. Where colours are forced by the system, the text
// area shows its own text and the painted one is gone.
//
// The keyboard is never caught: Tab leaves the editor, unless somebody asked for indenting, and then Escape frees it.

import { byId, el } from "./dom.js";
import { lineAndColumn, offsetOf } from "./lex.js";
import { paintQuery } from "./paint.js";
import { tabIndents } from "./memory.js";

const area = byId("query");
const box = byId("editor");
const paint = byId("paint");
const gutter = byId("gutter");
let wrong = []; // offsets of errors; they hold only until the text changes
let freed = false;

export const editor = {
  area,

  get text() {
    return area.value;
  },

  set text(value) {
    area.value = value;
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
    changed();
  },

  // replace changes a part as if it had been typed, so that undo takes it back.
  replace(start, end, text) {
    area.focus();
    area.setSelectionRange(start, end);
    insert(text);
  },

  // mark shows where errors are; locations count from one.
  mark(locations) {
    wrong = locations.map((location) => offsetOf(area.value, location));
    area.setAttribute("aria-invalid", wrong.length > 0);
    draw();
  },

  goTo(location) {
    const offset = offsetOf(area.value, location);
    area.focus();
    area.setSelectionRange(offset, offset);
    area.scrollTop = Math.max(0, (location.line - 4) * lineHeight());
  },

  onChange(listener) {
    area.addEventListener("input", listener);
  },
};

const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight);

function insert(text) {
  if (document.execCommand("insertText", false, text)) return; // the only way that keeps undo
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

function changed() {
  wrong = [];
  area.removeAttribute("aria-invalid");
  draw();
}

// The box is as high as its text, within limits: a short question leaves room for its answer.
const fewestLines = 8;
const mostLines = 24;

function draw() {
  const lines = area.value.split("\n").length;
  box.style.height = `${(Math.min(Math.max(lines, fewestLines), mostLines) + 2) * lineHeight()}px`;
  const bad = new Set(wrong.map((offset) => lineAndColumn(area.value, offset).line));
  paint.replaceChildren(paintQuery(area.value, wrong), "\n");
  gutter.replaceChildren(...Array.from({ length: lines }, (_, i) => el("span", { class: bad.has(i + 1) ? "wrong-line" : null, text: i + 1 })));
  follow();
}

function follow() {
  paint.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
  gutter.scrollTop = area.scrollTop;
}

const indentOf = (line) => line.match(/^ */)[0];

// newLine keeps the indentation and opens a bracket pair that the caret stands in.
function newLine() {
  const before = area.value.slice(0, area.selectionStart);
  const indent = indentOf(before.slice(before.lastIndexOf("\n") + 1));
  const opens = /[{([]\s*$/.test(before);
  const closes = /^[ ]*[})\]]/.test(area.value.slice(area.selectionEnd));
  insert(`\n${indent}${opens ? "  " : ""}`);
  if (!opens || !closes) return;
  const caret = area.selectionStart;
  insert(`\n${indent}`);
  area.setSelectionRange(caret, caret);
}

// shift moves the selected lines two spaces in or out.
function shift(outwards) {
  const { selectionStart, selectionEnd, value } = area;
  if (!outwards && selectionStart === selectionEnd) {
    insert("  ");
    return;
  }
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(start, selectionEnd);
  const moved = outwards ? lines.replace(/^ {1,2}/gm, "") : lines.replace(/^/gm, "  ");
  editor.replace(start, selectionEnd, moved);
  area.setSelectionRange(start, start + moved.length);
}

area.addEventListener("input", changed);
area.addEventListener("scroll", follow);
area.addEventListener("focus", () => { freed = false; });
area.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") freed = true;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    newLine();
  }
  if (event.key === "Tab" && tabIndents.get() && !freed) {
    event.preventDefault();
    shift(event.shiftKey);
  }
});
