// Who is signed in. The server says so (whoami), for the token of this tab. After signing in or out the page is loaded
// anew: nothing that one person has seen stays for another.

import { alarm, byId } from "./dom.js";
import { token, tokenInLink } from "./memory.js";
import { credentials } from "./request.js";

const roleWords = { editor: "Redaktion", board: "Gremium", steward: "Regelpflege", admin: "Verwaltung" };

// takeToken keeps the token of the address, which is out of the address before anything else happens. Where somebody is
// signed in a link changes nothing: it could be a stranger's. It says whether a token was kept.
export function takeToken() {
  const shown = tokenInLink();
  if (shown === null) return false;
  history.replaceState(null, "", "#fragen");
  if (token.get() || !shown) return false;
  token.set(shown);
  return true;
}

// showAccount says in the head line as whom one is signed in.
export async function showAccount() {
  const { who, status, problem } = await ask(credentials());
  const known = who?.name !== null && who !== null;
  byId("account-name").textContent = known ? `Angemeldet als ${who.name}${rolesOf(who)}` : "Nicht angemeldet";
  byId("sign-in-open").hidden = known || Boolean(token.get());
  byId("sign-out").hidden = !token.get();
  if (status === 401) openForm(token.get() ? problem : "Dieser Server antwortet nur, wenn Sie sich anmelden.");
}

const rolesOf = ({ roles }) => {
  const words = roles.map((role) => roleWords[role]).filter(Boolean);
  return words.length ? ` (${words.join(", ")})` : " (Lesen)";
};

async function ask(headers) {
  try {
    const response = await fetch("whoami", { headers, cache: "no-store" });
    const said = await response.json();
    return { who: response.ok ? said : null, status: response.status, problem: problems[response.status] ?? "Der Server kann das Token gerade nicht prüfen. Bitte versuchen Sie es gleich noch einmal." };
  } catch {
    return { who: null, status: 0, problem: "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal." };
  }
}

const problems = {
  400: "Das ist kein Token.",
  401: "Das Token gilt hier nicht. Es ist abgelaufen, widerrufen oder für einen anderen Server oder Rechner.",
  429: "Das waren zu viele Versuche in kurzer Zeit. Bitte warten Sie einen Moment.",
};

function openForm(problem = null) {
  byId("sign-in").hidden = false;
  byId("sign-in-open").setAttribute("aria-expanded", "true");
  showProblem(problem);
}

function closeForm() {
  byId("sign-in").hidden = true;
  byId("sign-in-open").setAttribute("aria-expanded", "false");
  byId("token").value = "";
  byId("sign-in-open").focus();
}

function showProblem(problem) {
  byId("sign-in-error").textContent = problem ?? "";
  byId("sign-in-error").hidden = problem === null;
  if (problem) alarm(problem);
}

// signIn keeps a token only when the server takes it.
async function signIn() {
  const shown = byId("token").value.trim();
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(shown)) {
    showProblem("Das ist kein Token. Ein Token ist ein Text ohne Leerzeichen, zum Beispiel fundus_…");
    byId("token").focus();
    return;
  }
  const { who, problem } = await ask({ Authorization: `Bearer ${shown}` });
  if (!who) {
    showProblem(problem);
    byId("token").focus();
    return;
  }
  token.set(shown);
  location.reload();
}

function signOut() {
  token.set("");
  location.reload();
}

// listenForAccount wires the head line.
export function listenForAccount() {
  byId("sign-in-open").addEventListener("click", () => {
    if (!byId("sign-in").hidden) return closeForm();
    openForm();
    return byId("token").focus();
  });
  byId("sign-in").addEventListener("submit", (event) => { event.preventDefault(); signIn(); });
  byId("sign-in-cancel").addEventListener("click", closeForm);
  byId("sign-out").addEventListener("click", signOut);
}
