// German words for what an answer is made of. The schema's own descriptions come first (schema.js); this short list
// fills in the names that GraphQL itself, or the list of counts, brings along.

const fields = {
  id: "Kennung", name: "Name", title: "Titel", description: "Beschreibung", totalCount: "Anzahl", count: "Anzahl",
  value: "Wert", kind: "Art", status: "Stand", url: "Adresse", revision: "Revision", recordedAt: "Erfasst am",
  validFrom: "Gilt ab", validUntil: "Gilt bis", since: "Seit", scheme: "Kennungsart", level: "Ebene", score: "Treffergüte",
  __typename: "Art", identifiers: "Kennungen", cursor: "Marke", catalogue: "Katalog", counts: "Anzahlen", facets: "Häufigkeiten",
  error: "Fehler", message: "Meldung", code: "Code",
};

const kinds = {
  service: ["Verwaltungsleistung", "Verwaltungsleistungen"],
  authority: ["Behörde", "Behörden"],
  area: ["Gebiet", "Gebiete"],
  dataset: ["Datensatz", "Datensätze"],
  distribution: ["Distribution", "Distributionen"],
  dataservice: ["Datendienst", "Datendienste"],
  solution: ["Softwarelösung", "Softwarelösungen"],
  standard: ["Standard", "Standards"],
  interface: ["Schnittstelle", "Schnittstellen"],
  capability: ["Fähigkeit", "Fähigkeiten"],
  legalbasis: ["Rechtsgrundlage", "Rechtsgrundlagen"],
  project: ["Vorhaben", "Vorhaben"],
  budgetline: ["Haushaltsstelle", "Haushaltsstellen"],
  source: ["Quelle", "Quellen"],
  offer: ["Angebot", "Angebote"],
  relation: ["Beziehung", "Beziehungen"],
};

// kindWord finds a kind however it is written: SERVICE, services, LegalBasis, legal_bases.
export function kindWord(name, count = 1) {
  const key = name.toLowerCase().replace(/[^a-z]/g, "");
  const singular = [key, key.replace(/ies$/, "y"), key.replace(/es$/, "is"), key.replace(/s$/, "")].find((form) => kinds[form]);
  return singular ? kinds[singular][count === 1 ? 0 : 1] : null;
}

// fieldWord is the heading of a column: the schema's German term, a word of ours, or the name as it is.
export function fieldWord(name, schema) {
  if (Object.hasOwn(fields, name)) return fields[name];
  return schema?.label(name) ?? kindWord(name, /s$/.test(name) ? 2 : 1) ?? name;
}

const number = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 6 });
const moment = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeStyle: "short" });
const day = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeZone: "UTC" });

export const numberText = (value) => number.format(value);

export function momentText(value) {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : `${moment.format(date)} Uhr`;
}

// valueText writes a value for reading: yes and no, German dates, German terms for values in capitals. Numbers are
// grouped only when they are numbers in JSON; a key such as "03241001" is text and stays untouched.
export function valueText(value, schema) {
  if (value === null || value === undefined) return "–";
  if (value === true) return "ja";
  if (value === false) return "nein";
  if (typeof value === "number") return numberText(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day.format(new Date(value));
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return momentText(value);
  if (/^[A-Z][A-Z0-9_]+$/.test(value)) return schema?.label(value) ?? value;
  return value;
}
