// Calendar and clock are dialogs: with a name, with the focus when they open, and giving it back when they close.
const kinds = { calendarbox: "Kies een datum", clockbox: "Kies een tijd" };

function dress(box) {
  const kind = Object.keys(kinds).find((name) => box.classList?.contains(name));
  if (!kind || box.hasAttribute("role")) return;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", kinds[kind]);
  box.querySelector(".calendarnav-previous")?.setAttribute("aria-label", "Vorige maand");
  box.querySelector(".calendarnav-next")?.setAttribute("aria-label", "Volgende maand");
  followFocus(box);
}

function followFocus(box) {
  let before = null;
  let open = false;
  new MutationObserver(() => {
    const shown = box.style.display === "block";
    if (shown === open) return;
    open = shown;
    if (shown) {
      before = document.activeElement;
      (box.querySelector(".selected a, .today a") ?? box.querySelector("a")).focus();
    } else if (box.contains(document.activeElement) || document.activeElement === document.body) before?.focus();
  }).observe(box, { attributeFilter: ["style"] });
}

function nameLoose() {
  // The hint beside a list of permissions is a picture with a text.
  document.querySelectorAll(".search-label-icon[aria-label]").forEach((icon) => icon.setAttribute("role", "img"));
  // Day and time of one moment share one label.
  for (const [kind, word] of [["vDateField", "datum"], ["vTimeField", "tijd"]]) {
    document.querySelectorAll(`.datetime .${kind}`).forEach((field) => {
      const label = field.closest(".form-row")?.querySelector("label, legend");
      field.setAttribute("aria-label", `${label?.textContent.replace(":", "").trim() ?? ""} ${word}`);
    });
  }
}

new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(dress)))
  .observe(document.body, { childList: true });
document.addEventListener("DOMContentLoaded", nameLoose);
window.addEventListener("load", () => setTimeout(nameLoose));
