// The review screen without reloading: every form is sent in the background and what changed on the page is replaced.
import { typedIn } from "./typed.js";

const root = document.querySelector("[data-review]");
const KEYS_OFF = "agendavolger-keys-off";
const NEWS_EVERY = 10_000; // milliseconds
const stacked = matchMedia("(max-width: 900px)"); // the finds below the letter, as in the style sheet
let busy = Promise.resolve();
let sent = 0; // forms, since the page was opened

const finds = () => [...root.querySelectorAll("[data-find]")];
const waiting = (find) => find.matches(".suggested, .ambiguous, .unknown");
const say = (text) => { document.getElementById("meldingen").textContent = text; };

function current() {
  const active = document.activeElement?.closest?.("[data-find]");
  return active ?? root.querySelector("[data-find].current");
}

function choose(find, { focus = true } = {}) {
  finds().forEach((other) => other.classList.toggle("current", other === find));
  root.querySelectorAll(".desk-letter .chosen").forEach((mark) => mark.classList.remove("chosen"));
  if (!find) return;
  const marks = root.querySelectorAll(`.desk-letter a[href="#${find.id}"], .desk-letter [data-goto="${find.id}"]`);
  marks.forEach((mark) => mark.classList.add("chosen"));
  if (focus) find.focus({ preventScroll: true });
  find.scrollIntoView({ block: "nearest" });
  if (!stacked.matches) marks[0]?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = finds();
  const at = all.indexOf(current());
  choose(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// After a decision the next find that waits comes up, behind the one that was decided or else from the top.
function advance(id) {
  const all = finds();
  const at = all.findIndex((find) => find.id === id);
  choose(all.slice(at + 1).find(waiting) ?? all.find(waiting) ?? all[at]);
}

function replace(page, done) {
  for (const region of root.ownerDocument.querySelectorAll("[data-region]")) {
    const fresh = page.getElementById(region.id);
    if (!fresh) continue;
    if (region.matches("[data-list]")) replaceList(region, fresh, done);
    else if (region.innerHTML !== fresh.innerHTML) region.innerHTML = fresh.innerHTML;
  }
  root.dataset.last = page.querySelector("[data-review]").dataset.last;
}

// Cards that stayed the same stay where they are, with what was typed into them; so does what is being changed in another
// than the one that is done with.
function replaceList(list, fresh, done) {
  const known = new Map([...list.children].map((card) => [card.id, card]));
  const cards = [...fresh.children].map((card) => {
    const old = known.get(card.id);
    return old && (bare(old) === bare(card) || (old !== done && isBeingChanged(old))) ? old : card;
  });
  list.replaceChildren(...cards);
}

const isBeingChanged = (card) => card.querySelector("textarea") !== null && Object.keys(typedIn(card)).length > 0;
addEventListener("beforeunload", (event) => { if (finds().some(isBeingChanged)) event.preventDefault(); });

const bare = (card) => {
  const copy = card.cloneNode(true);
  copy.classList.remove("current");
  copy.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((token) => token.remove());
  return `${copy.className}|${copy.innerHTML}`;
};

// What was asked for before a form was sent is older than the answer to that form, and left out.
async function load(address, { wanted = () => true, done = null, ...options } = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-review]")) {
    say(answer.redirected && answer.url.includes("/login")
      ? "Niet bewaard: u bent uitgelogd. Log in een ander tabblad in en doe het nog eens; wat u typte staat er nog."
      : `Niet bewaard: de server gaf geen goed antwoord (${answer.status}). Probeer het nog eens.`);
    return null;
  }
  if (!wanted()) return null;
  replace(page, done);
  return answer;
}

function send(form, button) {
  const data = new FormData(form, button);
  sent += 1;
  busy = busy.then(async () => {
    root.setAttribute("aria-busy", "true");
    try {
      return await load(form.getAttribute("action"), { method: "POST", body: data, done: form });
    } catch {
      say("Niet bewaard: er is geen verbinding. Wat u typte staat er nog; probeer het zo opnieuw.");
      return null;
    } finally {
      root.removeAttribute("aria-busy");
    }
  });
  return busy;
}

root.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.getAttribute("action").includes("/publiceren/")) return;
  event.preventDefault();
  const button = event.submitter;
  const decided = form.matches("[data-find]") ? form.id : null;
  const goOn = decided && (!button || ["confirm", "reject"].includes(button.value) || form.matches(".desk-citation"));
  const answer = await send(form, button);
  if (!answer) return;
  if (form.matches("[data-marking]") && !document.querySelector("#meldingen .error")) form.reset();
  if (goOn && !document.getElementById(decided)?.querySelector("textarea")) advance(decided);
  else choose(landing(answer.url, decided));
});

// Where to go on: at what the answer points to, else where the clerk was, else at the first find that waits.
function landing(address, decided) {
  const spots = [new URL(address).hash.slice(1), decided, current()?.id].map((id) => (id ? document.getElementById(id) : null));
  return spots.find((spot) => spot?.matches("[data-find]")) ?? finds().find(waiting);
}

root.addEventListener("click", async (event) => {
  const goal = event.target.closest("[data-goto]");
  if (goal) choose(document.getElementById(goal.dataset.goto));
  const link = event.target.closest("a");
  if (!link) return;
  if (link.matches("[data-load]")) {
    event.preventDefault();
    const id = link.hash.slice(1);
    if (await load(new URL(link.href).pathname + new URL(link.href).search, { done: link.closest("[data-find]") })) open(id);
    return;
  }
  const target = link.hash.startsWith("#") && document.getElementById(link.hash.slice(1));
  if (target?.matches?.("[data-find]")) {
    event.preventDefault();
    choose(target);
  }
});

function open(id) {
  const find = document.getElementById(id);
  choose(find);
  (find?.querySelector("textarea") ?? find?.querySelector("[data-key=a]"))?.focus();
}

root.addEventListener("focusin", (event) => {
  const find = event.target.closest("[data-find]");
  if (!find || find.matches(".current")) return;
  // What moves away under a pressed button is not clicked: first the pointer goes up.
  if (find.matches(":active")) addEventListener("pointerup", () => setTimeout(choose, 0, find, { focus: false }), { once: true });
  else choose(find, { focus: false });
});

// A selection in the letter: which paragraph or footnote, and which characters of it.
function readSelection() {
  const range = document.getSelection().rangeCount ? document.getSelection().getRangeAt(0) : null;
  const start = range?.startContainer.parentElement?.closest("[data-paragraph], [data-footnote]");
  if (!range || range.collapsed || !start || !start.contains(range.endContainer)) return;
  const before = length(start, range.startContainer, range.startOffset);
  fill({ where: start, start: before, end: length(start, range.endContainer, range.endOffset), text: String(range) });
}

document.addEventListener("selectionchange", readSelection);

function length(within, container, offset) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  let total = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("[data-skip]")) continue;
    if (node === container) return total + [...node.data.slice(0, offset)].length;
    if (container.compareDocumentPosition?.(node) & Node.DOCUMENT_POSITION_FOLLOWING && !container.contains(node)) return total;
    total += [...node.data].length;
  }
  return total;
}

function fill(found) {
  const form = root.querySelector("[data-marking]");
  form.elements.quote.value = found.text;
  form.elements.paragraph.value = found.where.dataset.paragraph ?? "";
  form.elements.footnote.value = found.where.dataset.footnote ?? "";
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
}

root.querySelector("[data-marking]").elements.quote.addEventListener("input", (event) => {
  for (const name of ["paragraph", "footnote", "start", "end"]) event.target.form.elements[name].value = "";
});

// Keys, unless somebody types or switched them off.
const keysBox = root.querySelector("[data-keys]");
keysBox.checked = localStorage.getItem(KEYS_OFF) === null;
keysBox.addEventListener("change", () => {
  if (keysBox.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input, textarea, select")) choose(event.target.closest("[data-find]"));
  if (!keysBox.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act(event.key);
});

const press = (key, within = root) => within?.querySelector(`[data-key="${key}"]:not([disabled])`)?.click();
const KEYS = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  a: () => press("a", current()), x: () => press("x", current()), w: () => press("w", current()), m: () => press("m", current()),
  s: () => split(), t: () => current()?.querySelector("[data-topic]")?.focus(),
  p: () => { readSelection(); press("p"); }, r: () => { readSelection(); press("r"); }, g: () => press("g"), z: () => press("z"), Z: () => press("Z"),
  "?": () => { const legend = document.getElementById("toetsen"); legend.open = !legend.open; legend.scrollIntoView({ block: "nearest" }); },
};

async function split() {
  const find = current();
  const link = find?.querySelector("[data-load][data-key=w]");
  if (!link || !(await load(new URL(link.href).pathname + new URL(link.href).search))) return;
  const place = document.getElementById(find.id)?.querySelector("[name=split_at]");
  if (place) place.focus();
  else say("Dit standpunt bestaat uit één zin; het kan niet worden gesplitst.");
}

// What colleagues decide shows up by itself; not while somebody types in a find.
setInterval(async () => {
  if (document.hidden || root.hasAttribute("aria-busy") || document.activeElement?.matches("input, textarea, select")) return;
  const before = sent;
  const wanted = () => sent === before;
  const answer = await fetch(root.dataset.news, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const news = await answer.json();
  if (!wanted() || String(news.last) === root.dataset.last) return;
  const at = current()?.id;
  if (!(await load(location.pathname + location.search, { wanted }))) return;
  if (at) choose(document.getElementById(at));
  if (news.said) say(news.said);
}, NEWS_EVERY);

choose(document.getElementById(location.hash.slice(1))?.closest("[data-find]") ?? finds().find(waiting), { focus: true });
