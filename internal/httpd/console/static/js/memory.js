// What the browser remembers. History, draft and habits stay in this browser (localStorage); the token only as long as
// the tab is open (sessionStorage) and never in a link, a history entry or a copied command. A browser that forbids
// storage gets a page that works and forgets.

const longestHistory = 30;

function read(storage, key, otherwise) {
  try {
    return JSON.parse(storage().getItem(`fundus.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(storage, key, value) {
  try {
    storage().setItem(`fundus.${key}`, JSON.stringify(value));
  } catch {
    // full or forbidden: the page goes on without memory
  }
}

// Functions, since merely naming a forbidden storage throws.
const lasting = () => localStorage;
const fleeting = () => sessionStorage;

export const token = { get: () => read(fleeting, "token", ""), set: (value) => write(fleeting, "token", value) };
export const draft = { get: () => read(lasting, "draft", null), set: (value) => write(lasting, "draft", value) };
export const tabIndents = { get: () => read(lasting, "tab", false), set: (value) => write(lasting, "tab", value) };

export const history = {
  list() {
    const list = read(lasting, "history", []);
    return Array.isArray(list) ? list.filter((entry) => typeof entry?.query === "string") : [];
  },
  // add puts a question first; the same question asked before moves up.
  add({ query, variables }) {
    const others = this.list().filter((entry) => entry.query !== query || entry.variables !== variables);
    write(lasting, "history", [{ query, variables, at: new Date().toISOString() }, ...others].slice(0, longestHistory));
  },
  clear() {
    write(lasting, "history", []);
  },
};

// A link keeps its question behind the "#", which browsers send to no server.
export function linkTo({ query, variables }) {
  const parameters = new URLSearchParams({ abfrage: query });
  if (variables.trim() && variables.trim() !== "{}") parameters.set("variablen", variables);
  return `${location.href.split("#")[0]}#${parameters}`;
}

// tokenInLink is the token behind the "#" of an address, as the server prints it at its first start; null for none.
export const tokenInLink = () => new URLSearchParams(location.hash.slice(1)).get("token");

export function questionInLink() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const query = parameters.get("abfrage");
  return query === null ? null : { query, variables: parameters.get("variablen") ?? "" };
}
