// The head line: how the catalogue stands at this moment. It is asked anew when the page comes back into view, so that
// a tab left open over night does not show yesterday.

import { byId, el } from "./dom.js";
import { request } from "./request.js";
import { kindWord, momentText, numberText } from "./words.js";

const query = "query State { catalogue { revision recordedAt counts { kind count } } }";

export async function showState() {
  const { body } = await request({ query });
  const catalogue = body?.data?.catalogue;
  if (!catalogue) {
    byId("state-line").textContent = "Der Stand der Daten ist gerade nicht erreichbar.";
    byId("state-counts").replaceChildren();
    return;
  }
  const since = catalogue.recordedAt ? `, erfasst am ${momentText(catalogue.recordedAt)}` : "";
  byId("state-line").textContent = `Stand der Daten: Revision ${catalogue.revision}${since}`;
  byId("state-counts").replaceChildren(...(catalogue.counts ?? []).filter((each) => each.count > 0).map(countNode));
}

const countNode = ({ kind, count }) => el("li", {}, el("strong", { text: numberText(count) }), ` ${kindWord(kind, count) ?? kind}`);

document.addEventListener("visibilitychange", () => { if (!document.hidden) showState(); });
