// German words for what an answer is made of. The schema's own descriptions come first (schema.js); this short list
// fills in the names that GraphQL itself, or the list of counts, brings along.

const fields = {
  id: "Kennung", name: "Name", title: "Titel", description: "Beschreibung", totalCount: "Anzahl", count: "Anzahl",
  value: "Wert", kind: "Art", status: "Stand", url: "Adresse", revision: "Revision", recordedAt: "Erfasst am",
  validFrom: "Gilt ab", validUntil: "Gilt bis", since: "Seit", scheme: "Kennungsart", level: "Ebene", score: "Treffergüte",
  __typename: "Art", identifiers: "Kennungen", cursor: "Marke", catalogue: "Katalog", counts: "Anzahlen", facets: "Häufigkeiten",
  error: "Fehler", message: "Meldung", code: "Code", day: "Stichtag", values: "Werte", unknown: "Ohne Angabe", matches: "Fundstellen",
  search: "Suche", kinds: "Arten", role: "Rolle", label: "Bezeichnung", citation: "Fundstelle im Gesetz", decidedBy: "Beschlossen von", decidedOn: "Beschlossen am",
  deadlineNew: "Frist für neue Systeme", deadlineExisting: "Frist für bestehende Systeme", phase: "Phase", open: "Offen", amounts: "Beträge",
  licences: "Lizenzen", attribute: "Merkmal", carriedOffers: "Angebote darüber",
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

// How a search found something is said in English by the schema, without German terms.
const codes = {
  SearchManner: { EXACT_KEY: "genau dieser Schlüssel", EXACT: "genau dieses Wort", STEM: "gebeugte Form", PREFIX: "Wortanfang", INFIX: "Wortteil", FUZZY: "Tippfehler" },
  SearchField: { KEY: "Kennung", NAME: "Name", TAG: "Schlagwort", TEXT: "Text" },
};

export const codeWord = (type, code) => codes[type]?.[code] ?? null;

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

// aliasText writes an alias as a heading. A query cannot spell umlauts, so "verfuegbar" gets its ü back; after a vowel,
// q or z, and before ll, the letters may stand for themselves (neue, Quelle, zuerst, aktuell) and stay.
export function aliasText(alias) {
  const umlauts = { a: "ä", o: "ö", u: "ü", A: "Ä", O: "Ö", U: "Ü" };
  const words = alias.replace(/_+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").trim().replace(/(?<![aeiouyqz])([aou])e(?!ll)/gi, (all, vowel) => umlauts[vowel] ?? all);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const number = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 6 });
const moment = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeStyle: "short" });
const day = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeZone: "UTC" });

export const numberText = (value) => number.format(value);

export function momentText(value) {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : `${moment.format(date)} Uhr`;
}

// valueText writes a value for reading: yes and no, German dates. Codes have their labels already (shape.js). Numbers are
// grouped only when they are numbers in JSON; a key such as "03241001" is text and stays untouched.
export function valueText(value) {
  if (value === null || value === undefined) return "–";
  if (value === true) return "ja";
  if (value === false) return "nein";
  if (typeof value === "number") return numberText(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day.format(new Date(value));
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) return momentText(value);
  return value;
}
