// A button to print the page, where a page offers that; without scripts the browser's own menu does it. On paper the whole
// address of a link is needed.
for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.append(button);
}
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll('main a[href^="/"]')) link.setAttribute("href", link.href);
});
