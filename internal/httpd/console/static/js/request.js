// One question to the server, by the GraphQL-over-HTTP specification. Whatever goes wrong comes back as a German
// sentence in "problem"; nothing throws but a cancelled request's AbortError, which the caller asked for.

import { token } from "./memory.js";

const endpoint = "graphql"; // relative, so that the page also works below a path of a proxy
const accept = "application/graphql-response+json, application/json";

const problems = {
  401: "Sie sind nicht angemeldet, oder Ihr Token gilt nicht mehr. Melden Sie sich oben auf der Seite an.",
  403: "Ihr Zugang erlaubt das nicht.",
  404: "Der Server kennt die Adresse /graphql nicht.",
  405: "Der Server nimmt diese Art der Abfrage nicht an.",
  408: "Die Abfrage hat zu lange gedauert.",
  413: "Die Abfrage ist zu groß.",
  414: "Die Abfrage ist für GET zu lang. Senden Sie sie als POST.",
  429: "Das waren zu viele Abfragen in kurzer Zeit. Bitte warten Sie einen Moment.",
  503: "Der Server ist gerade nicht bereit. Bitte versuchen Sie es gleich noch einmal.",
};

// credentials are the header that says who asks, in every request and in nothing that is copied or linked.
export const credentials = () => (token.get() ? { Authorization: `Bearer ${token.get()}` } : {});

// request resolves to {status, body, milliseconds, problem}: body is the parsed JSON or null.
export async function request({ query, variables = {}, operationName = null, method = "POST", signal }) {
  const started = performance.now();
  const headers = { Accept: accept, ...credentials() };
  const parameters = { query, variables, ...(operationName && { operationName }) };
  try {
    const response = method === "GET"
      ? await fetch(addressOf(parameters), { headers, signal })
      : await fetch(endpoint, { method, signal, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(parameters) });
    return { ...await bodyOf(response), status: response.status, milliseconds: performance.now() - started };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { status: 0, body: null, milliseconds: performance.now() - started,
      problem: "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal." };
  }
}

// fetchFile resolves to {name, content, complete}: a file of the whole list that a question asks for, complete being false
// when a walk ended before it had found everything; or, where there is no file, to what request would.
export async function fetchFile(fileFormat, { query, variables = {}, operationName = null }) {
  const headers = { "Content-Type": "application/json", ...credentials() };
  const parameters = { query, variables, ...(operationName && { operationName }) };
  try {
    const response = await fetch(`export?${new URLSearchParams({ format: fileFormat })}`, { method: "POST", headers, body: JSON.stringify(parameters) });
    if (!response.ok) return { ...await bodyOf(response), status: response.status, milliseconds: 0 };
    return { name: /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition"))?.[1] ?? "fundus",
      complete: response.headers.get("Fundus-Complete") !== "false", content: await response.blob() };
  } catch {
    return { status: 0, body: null, milliseconds: 0, problem: "Die Datei ist nicht vollständig angekommen. Versuchen Sie es noch einmal." };
  }
}

async function bodyOf(response) {
  const text = await response.text();
  try {
    const body = JSON.parse(text);
    const answered = body?.data !== undefined || Array.isArray(body?.errors);
    return { body, problem: answered ? null : problemOf(response.status) };
  } catch {
    return { body: null, problem: problemOf(response.status) };
  }
}

const problemOf = (status) => problems[status] ?? (status >= 500
  ? `Im Server ist ein Fehler aufgetreten (${status}).`
  : `Der Server hat nicht mit einer GraphQL-Antwort geantwortet (${status}).`);

// addressOf is the address under which a reading query can be opened with GET.
export function addressOf({ query, variables, operationName }) {
  const parameters = new URLSearchParams({ query });
  if (Object.keys(variables ?? {}).length) parameters.set("variables", JSON.stringify(variables));
  if (operationName) parameters.set("operationName", operationName);
  return `${endpoint}?${parameters}`;
}

// commandOf is the same question for a terminal, quoted for a POSIX shell.
export function commandOf(parameters) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const address = new URL(endpoint, location.href).href;
  return `curl ${quoted(address)} -H ${quoted(`Accept: ${accept}`)} -H 'Content-Type: application/json' --data ${quoted(JSON.stringify(parameters))}`;
}
