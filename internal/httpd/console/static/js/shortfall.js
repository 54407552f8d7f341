// Where an answer says itself that it is not whole: a walk whose budget was used up, changes that were not all told. A
// reader who takes a part for the whole decides wrongly, so this is said before anything is shown. Pure.

// shortfallsOf returns [{path, walked, reason, next, resume}] in the order of the answer: walked says that a budget decides
// how far the answer goes, reason is a StopReason or null, next and resume are where changes and a walk go on, or null.
export function shortfallsOf(data, shape, schema) {
  const found = [];
  visit(data, { below: shape, type: schema?.roots.query ?? null }, [], { schema, found });
  return found;
}

function visit(value, place, path, search) {
  if (Array.isArray(value)) return value.forEach((each, i) => visit(each, place, [...path, i + 1], search));
  if (value === null || typeof value !== "object") return;
  const said = (field) => Object.entries(value).find(([name]) => (place.below.get(name)?.field ?? name) === field)?.[1];
  const reason = said("stoppedBecause") ?? null;
  if (said("complete") === false || reason) {
    search.found.push({ path, walked: reason !== null || isWalk(place.type, search.schema), reason, next: said("next") ?? null, resume: said("resume") ?? null });
  }
  for (const [name, each] of Object.entries(value)) visit(each, place.below.get(name) ?? { below: new Map(), type: null }, [...path, name], search);
}

const isWalk = (type, schema) => schema?.type(type)?.interfaces?.some(({ name }) => name === "Traversal") ?? false;

// What kept a walk from its end, and which part of the budget lets it go further. The highest values are the schema's.
const reasons = {
  NODES: ["Es wurden so viele Einträge gefunden, wie das Budget erlaubt.", "nodes: 20000", "höchstens 100.000"],
  EDGES: ["Es wurden so viele Beziehungen angesehen, wie das Budget erlaubt.", "edges: 500000", "höchstens 1.000.000"],
  TIME: ["Die erlaubte Zeit war vorbei. Dieselbe Frage kann beim nächsten Mal weiter kommen.", "milliseconds: 5000", "höchstens 5.000"],
};
const unsaid = ["Das Budget war aufgebraucht. Den Grund nennt das Feld stoppedBecause.", "nodes: 20000", "höchstens 100.000"];

const surely = "Was Sie hier sehen, stimmt. Was fehlt, kann es trotzdem geben.";

// saidOf is a shortfall in words: {why, remedies}. A remedy is a list of texts and of what is to be written, as {code}.
export function saidOf({ walked, reason, next, resume }) {
  if (next !== null) return { why: "Es gibt noch mehr Änderungen.", remedies: [["Fragen Sie ab dieser Stelle weiter: ", { code: `after: "${next}"` }, "."]] };
  if (!walked) return { why: `Nicht alles, was dazu gehört, konnte angesehen werden. ${surely}`, remedies: [["Fragen Sie nach weniger Einträgen auf einmal."]] };
  const [why, budget, most] = reasons[reason] ?? unsaid;
  const remedies = [
    ["Geben Sie der Frage mehr Budget, zum Beispiel ", { code: `budget: {${budget}}` }, ` (${most}).`],
    ["Oder fragen Sie enger: weniger Schritte, nur bestimmte Beziehungen (", { code: "relations" }, ") oder nur bestimmte Einträge (", { code: "filter" }, ")."],
  ];
  if (resume !== null) remedies.push(["Oder lesen Sie dort weiter, wo die Antwort endet: ", { code: `after: "${resume}"` }, "."]);
  return { why: `${why} ${surely}`, remedies };
}
