// The few things every module does with the page. Text enters the page only as text: nothing here, or anywhere else,
// sets markup from a string, and the policy of the server (Trusted Types) would refuse it.

export const byId = (id) => document.getElementById(id);

// el makes an element. Keys of props that begin with "on" are listeners, "text" is the content, true stands for an
// attribute without value; null and false leave an attribute out. Children are nodes, strings or null.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// announce tells people who use a screen reader what changed on the page. The region is emptied first, since
// the same sentence twice in a row would otherwise be said once.
export function announce(text) {
  say("announcer", text);
}

// alarm interrupts; it is for errors that answer something the person just did.
export function alarm(text) {
  say("alarm", text);
}

function say(region, text) {
  byId(region).textContent = "";
  setTimeout(() => { byId(region).textContent = text; }, 60);
}

// copyText puts text on the clipboard. Pages without TLS have no clipboard API, so the old command remains as a way.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    const focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus();
  }
}

// saveFile hands the browser a file made here; nothing leaves the machine.
export function saveFile(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// confirmOn shows on the button itself that it worked, and says it.
export function confirmOn(button, text) {
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = text;
  announce(text);
  setTimeout(() => { button.textContent = label; }, 2000);
}

// reveal scrolls to an element unless its beginning is already in sight, without movement for those who asked for none.
export function reveal(node) {
  const top = node.getBoundingClientRect().top;
  if (top >= 0 && top < innerHeight * 0.6) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}
