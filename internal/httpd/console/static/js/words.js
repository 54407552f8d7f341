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
  licences: "Lizenzen", serviceCount: "Anzahl der Leistungen", solutionCount: "Anzahl der Lösungen", attribute: "Merkmal", carriedOffers: "Angebote darüber",
  // How records hang together, and how far they are.
  nodes: "Einträge", edges: "Verbindungen", groups: "Gruppen", record: "Eintrag", records: "Einträge", statement: "Beziehung", statements: "Beziehungen",
  complete: "Vollständig", stoppedBecause: "Abgebrochen, weil", explored: "Angesehen", resume: "Fortsetzung ab", hasMore: "Es gibt mehr",
  distance: "Schritte entfernt", distances: "Schritte entfernt", policyFields: "Themenfelder", reachedFrom: "Erreicht von",
  steps: "Schritte", from: "Von", to: "Nach", of: "Gefragt nach", members: "Mitglieder", size: "Größe", sizes: "Größen", elided: "Ausgelassene Einträge",
  numerator: "Zähler", denominator: "Nenner", perMille: "Anteil", whole: "Insgesamt", reached: "Erreicht", lost: "Verloren", pairs: "Paare", people: "Menschen",
  pairsReached: "Erreichte Paare", pairsLost: "Verlorene Paare", offersUnknown: "Angebote ohne bekannte Lösung", peopleUnknown: "Ohne bekannte Einwohnerzahl",
  operator: "Betreiber", herfindahlHirschman: "Herfindahl-Hirschman-Index", strict: "Alles Verlangte", any: "Etwas davon", basis: "Grundlage", keys: "Merkmale",
  notCovered: "Nicht abgedeckt", partlyCovered: "Teilweise abgedeckt", inRollout: "In der Einführung", liveOtherwise: "Anders in Betrieb", retired: "Abgeschaltet",
  missing: "Fehlt", links: "Glieder", state: "Zustand", gain: "Gewinn", mends: "Schließt Lücken", unlocks: "Ermöglicht", actions: "Maßnahmen", money: "Mittel",
  peers: "Vergleichbare", ours: "Eigene Lösungen", theirs: "Lösungen der anderen", year: "Jahr", version: "Version", versions: "Versionen", website: "Webadresse",
  licence: "Lizenz", publisher: "Herausgeber", next: "Weiter ab", head: "Neueste Revision", text: "Text", until: "Bis", days: "Tage",
  relationCounts: "Beziehungen je Art", change: "Änderung", added: "Hinzugekommen", removed: "Weggefallen", changed: "Geändert", replaced: "Ersetzt",
  assumed: "Angenommene Änderungen", action: "Vorgang", actor: "Wer", fields: "Angaben", unconfirmedUses: "Unbestätigte Nutzungen", newUserCount: "Neue Nutzer", newUsers: "Neue Nutzer",
  missedDeadlines: "Verfehlte Fristen", deadline: "Frist", group: "Gruppe", groupCount: "Zahl der Gruppen", orphans: "Ohne Beziehungen", datasetNeeds: "Datenbedarf",
  lacks: "Was fehlt", owners: "Eigentümer und Betreiber", mainland: "Lösungen außerhalb der Inseln", candidate: "Mögliche Lösung", ready: "Nur noch einzuschalten",
  beyond: "Ohne Maßnahme", application: "Fachverfahren", cumulated: "Zusammen mit den vorigen", builtAlone: "Allein gebaut", ministry: "Ministerium",
  quarter: "Quartal", classes: "Herkunft", legalBasisText: "Rechtsgrundlage im Wortlaut",
};

// The kinds of records: the catalogue's own terms, which a test compares, and their plurals. Then what is counted or named beside them.
const kinds = {
  service: ["Verwaltungsleistung", "Verwaltungsleistungen"],
  authority: ["Behörde", "Behörden"],
  area: ["Gebiet", "Gebiete"],
  dataset: ["Datensatz", "Datensätze"],
  solution: ["Softwarelösung", "Softwarelösungen"],
  standard: ["Standard", "Standards"],
  interface: ["Schnittstelle", "Schnittstellen"],
  capability: ["Fähigkeit", "Fähigkeiten"],
  legalbasis: ["Rechtsgrundlage", "Rechtsgrundlagen"],
  project: ["Vorhaben", "Vorhaben"],
  budgetline: ["Haushaltsstelle", "Haushaltsstellen"],
  source: ["Quelle", "Quellen"],
  case: ["Entscheidungsakte", "Entscheidungsakten"],
  need: ["Bedarf", "Bedarfe"],
  searchreceipt: ["Recherchenachweis", "Recherchenachweise"],
  option: ["Handlungsoption", "Handlungsoptionen"],
  gateresult: ["Prüfergebnis", "Prüfergebnisse"],
  exclusion: ["Ausschluss", "Ausschlüsse"],
  score: ["Punktwert", "Punktwerte"],
  assessment: ["Bewertung", "Bewertungen"],
  evidence: ["Nachweis", "Nachweise"],
  costmodel: ["Kostenmodell", "Kostenmodelle"],
  rule: ["Regel", "Regeln"],
  rulecheck: ["Regelprüfung", "Regelprüfungen"],
  deviation: ["Abweichung", "Abweichungen"],
  decision: ["Entscheidung", "Entscheidungen"],
  followup: ["Erfolgskontrolle", "Erfolgskontrollen"],
  gate: ["Ausschlussprüfung", "Ausschlussprüfungen"],
  ladder: ["Rangfolge", "Rangfolgen"],
  weightset: ["Gewichtung", "Gewichtungen"],
  distribution: ["Distribution", "Distributionen"],
  dataservice: ["Datendienst", "Datendienste"],
  evidenceitem: ["Nachweis", "Nachweise"], // evidence has no plural in English
  offer: ["Angebot", "Angebote"],
  relation: ["Beziehung", "Beziehungen"],
};

// What the schema says in English, without German terms: how a search found something, why a walk ended, what has changed
// and what is missing.
const codes = {
  SearchManner: { EXACT_KEY: "genau dieser Schlüssel", EXACT: "genau dieses Wort", STEM: "gebeugte Form", PREFIX: "Wortanfang", INFIX: "Wortteil", FUZZY: "Tippfehler" },
  StopReason: { NODES: "das Budget an Einträgen verbraucht ist", EDGES: "das Budget an Beziehungen verbraucht ist", TIME: "die Zeit vorbei ist" },
  ChangeAction: { CREATED: "angelegt", CHANGED: "geändert", REMOVED: "entfernt" },
  DiffChange: { ADDED: "hinzugekommen", REMOVED: "weggefallen", CHANGED: "geändert", REPLACED: "ersetzt" },
  CoverageBasis: { COMPETENCE: "Zuständigkeit", GIVEN: "wie vorgegeben" },
  CoverageDimension: { SERVICE: "Verwaltungsleistung" },
  DatasetLack: { OWNER: "Eigentümer", LICENCE: "Lizenz", MACHINE_READABLE: "maschinenlesbare Form" },
  LeverGoal: { AUTHORITIES: "Behörden", POPULATION: "Menschen", PAIRS: "Paare aus Leistung und Behörde" },
  LinkState: { PRESENT: "vorhanden", MISSING: "fehlt", UNKNOWN: "unbekannt" },
  MissingLink: { UNKNOWN: "nichts bekannt", ROLLOUT: "nur nicht in Betrieb" },
  PeerGroup: { SAME_KIND_AND_SIZE: "gleiche Art und ähnliche Größe", SAME_KIND: "gleiche Art", GIVEN: "wie vorgegeben" },
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
const percent = new Intl.NumberFormat("de-DE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeStyle: "short" });
const day = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeZone: "UTC" });

export const numberText = (value) => number.format(value);

// shareText writes thousandths for reading. A percentage is written only beside its numerator and denominator; alone the
// number stays what the server calls it.
export const shareText = (perMille, beside) => (beside ? `${percent.format(perMille / 10)} %` : `${numberText(perMille)} ‰`);

export const isShare = (value) => /^-?[\d.]+(,\d)? [%‰]$/.test(value);

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
