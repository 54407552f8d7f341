// What of an answer is a document of its own and no value for a table: a drawing, or a net written down in a text format.
// Pure: data and shape in, documents out; drawing.js and source.js show them.

// forms are the fields that give documents, with what a file of one is called.
const forms = {
  asSvg: { title: "Zeichnung", extension: "svg", type: "image/svg+xml" },
  asMermaid: { title: "Text für Wikis (Mermaid)", extension: "mmd", type: "text/vnd.mermaid" },
  asDot: { title: "Text für Graphviz (DOT)", extension: "dot", type: "text/vnd.graphviz" },
  asGraphml: { title: "Text für yEd oder Gephi (GraphML)", extension: "graphml", type: "application/graphml+xml" },
  asJsonld: { title: "Verknüpfte Daten (JSON-LD)", extension: "jsonld", type: "application/ld+json" },
};

// documentsOf takes the documents out of an answer: {rest, documents}. A document is {path, form, drawn, text}; path has
// the names and places in lists that lead to the object which gave it.
export function documentsOf(data, shape) {
  const documents = [];
  return { rest: take(data, shape, [], documents), documents };
}

function take(value, shape, path, documents) {
  if (Array.isArray(value)) return value.map((each, i) => take(each, shape, [...path, i + 1], documents));
  if (value === null || typeof value !== "object") return value;
  const rest = {};
  for (const [name, each] of Object.entries(value)) {
    const found = documentOf(shape.get(name)?.field ?? name, each);
    if (found) documents.push({ path, ...found });
    else rest[name] = take(each, shape.get(name)?.below ?? new Map(), [...path, name], documents);
  }
  return rest;
}

// documentOf is null for any other value. What does not begin as a drawing is not shown as one, whatever its field says.
function documentOf(field, text) {
  if (!Object.hasOwn(forms, field) || typeof text !== "string") return null;
  return { form: forms[field], drawn: field === "asSvg" && text.startsWith("<svg"), text };
}
