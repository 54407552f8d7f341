// A net written down as text for another program: to copy or to keep, seldom to read.

import { confirmOn, copyText, el, saveFile } from "./dom.js";

// sourceNode shows a text in a region of its own that scrolls; number tells several on one page apart.
export function sourceNode({ form, text }, title, number) {
  const heading = `source-${number}`;
  const copy = el("button", { type: "button", class: "quiet", text: "Kopieren", "aria-describedby": heading });
  copy.addEventListener("click", async () => {
    await copyText(text);
    confirmOn(copy, "Kopiert");
  });
  return el("section", { class: "source", "aria-labelledby": heading },
    el("div", { class: "source-head" },
      el("h3", { id: heading, text: title }),
      el("div", { class: "buttons" }, copy,
        el("button", { type: "button", class: "quiet", text: "Speichern", "aria-describedby": heading,
          onclick: () => saveFile(`fundus.${form.extension}`, form.type, text) }))),
    el("pre", { class: "code json", tabindex: "0", role: "region", "aria-labelledby": heading, text }));
}
