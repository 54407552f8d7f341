// A drawing of an answer, to look at, to enlarge, to open and to keep. It becomes an image and never a part of the page:
// an image runs nothing and loads nothing, whatever stands in it.

import { announce, el, saveFile } from "./dom.js";
import { numberText } from "./words.js";

const step = 1.5;
const largest = 4; // times its own size; beyond it words are pictures

let addresses = []; // of the drawings on the page; a browser keeps what they name until they are given back

// forgetDrawings gives the drawings of an older answer back.
export function forgetDrawings() {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses = [];
}

// drawingNode shows the text of an SVG by this server; number tells several on one page apart.
export function drawingNode({ form, text }, number) {
  const address = URL.createObjectURL(new Blob([text], { type: form.type }));
  addresses.push(address);
  const title = saidIn(text, "title") || form.title;
  const [caption, words] = [`drawing-${number}`, `drawing-words-${number}`];
  const image = el("img", { src: address, alt: title, "aria-describedby": words });
  return el("figure", { class: "drawing" },
    el("figcaption", { id: caption }, el("strong", { text: title })),
    el("div", { class: "drawing-view", role: "region", tabindex: "0", "aria-labelledby": caption }, image),
    el("div", { class: "buttons" }, ...zoomButtons(image),
      el("button", { type: "button", class: "quiet", text: "Speichern", onclick: () => saveFile(`fundus.${form.extension}`, form.type, text) }),
      el("a", { class: "button-like", href: address, target: "_blank", rel: "noopener", text: "Zeichnung öffnen (neuer Tab)" })),
    el("details", {}, el("summary", { text: "Die Zeichnung in Worten" }), el("p", { id: words, text: saidIn(text, "desc") || title })));
}

// A drawing fits the page at first. Enlarged, it is wider than its region, which then scrolls, by keyboard too.
function zoomButtons(image) {
  const scale = () => image.clientWidth / image.naturalWidth;
  const zoom = (to) => {
    const wanted = to && Math.min(to, largest);
    image.classList.toggle("enlarged", wanted !== null);
    if (wanted === null) image.removeAttribute("width");
    else image.width = Math.round(image.naturalWidth * wanted);
    announce(`Die Zeichnung hat ${numberText(Math.round(scale() * 100))} Prozent ihrer Größe.`);
  };
  const button = (text, to) => el("button", { type: "button", class: "quiet", text, onclick: () => zoom(to()) });
  return [button("Größer", () => scale() * step), button("Kleiner", () => scale() / step), button("Einpassen", () => null)];
}

// saidIn reads the first element of a name. The drawings of this server hold neither markup nor character data sections
// in them, and write special characters as XML does.
function saidIn(svg, name) {
  const [, said = ""] = svg.match(new RegExp(`<${name}\\b[^>]*>([^<]*)</${name}>`)) ?? [];
  const named = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" };
  return said.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, word) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return word ? named[word] ?? all : code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
