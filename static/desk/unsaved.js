// Nothing typed is lost: a warning before leaving, and after a crash or a lapsed session an offer to put it back.
import { draftsAt, forget, keep, placeOf, read, sweep } from "./drafts.js";
import { putBack, typedIn } from "./typed.js";

const SENT = "agendavolger-verzonden";
const FORMS = "form[data-unsaved], .change-form #content-main > form[method=post]";
const user = document.querySelector("meta[name=desk-user]")?.content;
const isPopup = new URLSearchParams(location.search).has("_popup");
const wasRefused = document.querySelector(".desk-wrong, .errornote, .errorlist") !== null;
const wasSaved = document.querySelector(".messagelist .success, [data-saved]") !== null;

function moment(at) {
  const day = new Date(at).toLocaleDateString("nl-NL", { day: "numeric", month: "long" });
  const time = new Date(at).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  return `${day} om ${time.replace(":", ".")}`;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function offer(form, key) {
  const draft = read(key);
  if (!draft) return;
  const note = document.createElement("div");
  note.className = "desk-draft";
  note.setAttribute("role", "group");
  note.setAttribute("aria-label", `Niet bewaard werk van ${moment(draft.at)}`);
  const text = document.createElement("p");
  text.textContent = `U typte hier op ${moment(draft.at)} iets dat niet is bewaard.`;
  const done = () => { forget(key); note.remove(); form.querySelector("input:not([type=hidden]), textarea, select")?.focus(); };
  note.append(text, button("Terugzetten", () => { putBack(form, draft.fields); form.dispatchEvent(new Event("desk:keep")); done(); }), button("Weggooien", done));
  form.before(note);
}

/** The draft that was sent last: saved now, or shown again with what is wrong, or still to be offered. */
function settleSent() {
  const key = sessionStorage.getItem(SENT);
  if (!key || !user) return null;
  sessionStorage.removeItem(SENT);
  if (wasSaved) forget(key);
  return wasSaved ? null : key;
}

function guard(form, sent) {
  const place = placeOf(user, form);
  const shownAgain = wasRefused && sent?.startsWith(place);
  const key = shownAgain ? sent : place + Date.now();
  let leaving = false;
  let waiting = 0;
  const isUnsaved = () => wasRefused || Object.keys(typedIn(form)).length > 0;

  function save() {
    clearTimeout(waiting);
    waiting = 0;
    const typed = { ...(shownAgain ? read(key)?.fields : {}), ...typedIn(form) };
    if (Object.keys(typed).length) keep(key, typed);
    else forget(key);
  }

  function later() {
    leaving = false;
    if (!isPopup && !waiting) waiting = setTimeout(save, 300);
  }

  for (const kind of ["input", "change", "formset:added"]) form.addEventListener(kind, later);
  window.django?.jQuery?.(form).on("change", later);
  form.addEventListener("desk:keep", save);
  form.addEventListener("submit", () => {
    leaving = true;
    if (isPopup) return;
    save();
    if (read(key)) sessionStorage.setItem(SENT, key);
  });
  addEventListener("pagehide", () => { if (waiting) save(); });
  addEventListener("beforeunload", (event) => { if (!leaving && isUnsaved()) event.preventDefault(); });
  if (!isPopup) draftsAt(place).filter((one) => one !== key).forEach((one) => offer(form, one));
}

if (user) {
  sweep();
  const sent = settleSent();
  document.querySelectorAll(FORMS).forEach((form) => guard(form, sent));
}
