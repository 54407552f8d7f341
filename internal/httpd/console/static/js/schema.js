// The schema as the server tells it (introspection, GraphQL specification section 4), made easy to look things up in.
// Nothing about the catalogue is written here: when the schema grows, suggestions and dictionary grow with it.

import { request } from "./request.js";

const typeReference = "name kind ofType { name kind ofType { name kind ofType { name kind ofType { name kind } } } }";

const introspection = `query Introspection {
  __schema {
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    directives { name description locations args { ...input } }
    types {
      kind name description
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args { ...input }
        type { ${typeReference} }
      }
      inputFields { ...input }
      interfaces { name }
      possibleTypes { name }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    }
  }
}
fragment input on __InputValue { name description defaultValue type { ${typeReference} } }`;

// The lists of the catalogue with the labels of their codes, German unless another language is asked for.
const codeLists = "query CodeLists { codeLists { name codes { name label } } }";

// loadSchema returns a Schema, or null when the server does not tell its schema.
export async function loadSchema() {
  const [answer, lists] = await Promise.all([request({ query: introspection }), request({ query: codeLists })]);
  const found = answer.body?.data?.__schema;
  return found ? new Schema(found, lists.body?.data?.codeLists ?? []) : null;
}

// namedType takes lists and "required" off a type.
export function namedType(type) {
  let inner = type;
  while (inner?.ofType) inner = inner.ofType;
  return inner?.name ?? null;
}

// typeText writes a type as the schema language does: [Service!]!
export function typeText(type) {
  if (!type) return "";
  if (type.kind === "NON_NULL") return `${typeText(type.ofType)}!`;
  if (type.kind === "LIST") return `[${typeText(type.ofType)}]`;
  return type.name;
}

export const isRequired = (input) => input.type.kind === "NON_NULL" && input.defaultValue === null;

const typename = { name: "__typename", description: "The name of the type of this record.", args: [],
  type: { kind: "NON_NULL", name: null, ofType: { kind: "SCALAR", name: "String", ofType: null } } };

export class Schema {
  #types;
  #codes;

  constructor(found, lists = []) {
    this.#codes = new Map(lists.map(({ name, codes }) => [name, new Map(codes.map((code) => [code.name, code.label]))]));
    this.#types = new Map(found.types.map((type) => [type.name, type]));
    this.directives = found.directives ?? [];
    this.roots = { query: found.queryType?.name, mutation: found.mutationType?.name, subscription: found.subscriptionType?.name };
    this.types = found.types.filter((type) => !type.name.startsWith("__"));
    this.labels = labelsOf(this.types);
  }

  type(name) {
    return this.#types.get(name) ?? null;
  }

  // fields lists what may be selected on a type, __typename last.
  fields(typeName) {
    const type = this.type(typeName);
    if (!type || !["OBJECT", "INTERFACE", "UNION"].includes(type.kind)) return [];
    return [...(type.fields ?? []), typename];
  }

  field(typeName, name) {
    return this.fields(typeName).find((field) => field.name === name) ?? null;
  }

  inputs(typeName) {
    return this.type(typeName)?.inputFields ?? [];
  }

  isLeaf(type) {
    const kind = this.type(namedType(type))?.kind;
    return kind === "SCALAR" || kind === "ENUM";
  }

  // codeLabel is the German label of a code of an enum: that of its code list, otherwise the term of its description.
  // What the catalogue is built of (kinds, relations, roles) is described in German alone.
  codeLabel(typeName, code) {
    const label = this.#codes.get(typeName)?.get(code);
    if (label) return label;
    const value = this.type(typeName)?.enumValues?.find((each) => each.name === code);
    if (!value) return null;
    return lastTerm(value.description) ?? (/^(Kind|Relation|Role)$/.test(typeName) ? value.description : null);
  }

  // label is the German word for a field, if the schema names one.
  label(name) {
    return this.labels.get(name) ?? null;
  }
}

// labelsOf collects the German terms that descriptions carry in brackets: "The responsible authority (Behörde)."
// A name for which types disagree gets no label, because a wrong word is worse than a foreign one.
function labelsOf(types) {
  const labels = new Map();
  for (const type of types) {
    for (const entry of type.fields ?? []) {
      const label = germanTerm(entry.description);
      if (!label) continue;
      labels.set(entry.name, labels.has(entry.name) && labels.get(entry.name) !== label ? null : label);
    }
  }
  return labels;
}

// germanTerm reads the first brackets of the first sentence: a word that begins with a capital, as German nouns do,
// and is not a mere abbreviation or a code.
export function germanTerm(description) {
  const term = (description ?? "").split(/\.\s/)[0].match(/\(([^()]{3,48})\)/)?.[1];
  return term && /^[A-ZÄÖÜ][a-zäöüß]/.test(term) && !/[;:=]|\d{3}/.test(term) ? term : null;
}

// lastTerm reads the last brackets of the first sentence, with brackets inside them: "One for all (EfA) (Einer für Alle
// (EfA))." A mere abbreviation is no term.
export function lastTerm(description) {
  let [depth, start, term] = [0, 0, null];
  const sentence = (description ?? "").split(/\.\s/)[0];
  for (let i = 0; i < sentence.length; i++) {
    if (sentence[i] === "(" && depth++ === 0) start = i + 1;
    if (sentence[i] === ")" && --depth === 0) term = sentence.slice(start, i);
  }
  return term && /[a-zäöüß]{3}/.test(term) ? term : null;
}
