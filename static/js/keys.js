// The key / goes to the search box, unless somebody is typing or has switched it off on the page about the site
// (WCAG 2.1.4: a key of one character can be switched off).
const OFF = "agendavolger-sneltoets-uit";
const box = document.querySelector("#zoek, #zoek-boven");
const isOff = () => { try { return localStorage.getItem(OFF) !== null; } catch { return false; } };

function show() {
  if (!box) return;
  if (isOff()) {
    box.removeAttribute("aria-keyshortcuts");
    box.removeAttribute("title");
  } else {
    box.setAttribute("aria-keyshortcuts", "/");
    box.title = "Sneltoets: /";
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isOff() || !box) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
  box.select();
});

for (const place of document.querySelectorAll("[data-shortcut-switch]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  const name = () => { button.textContent = isOff() ? "Zet de sneltoets aan" : "Zet de sneltoets uit"; };
  button.addEventListener("click", () => {
    try { if (isOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* not kept, then */ }
    name();
    show();
  });
  name();
  place.append(" ", button);
}
show();
