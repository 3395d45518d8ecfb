// Gives the search-as-you-type choices their names, and keeps their list inside the page's main part.
const words = { list: "keuzes", search: "Zoek in de keuzes" };

function labelOf(select) {
  const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label && !label.id) label.id = `label-${select.id}`;
  return label?.id ?? "";
}

function name(element, ...ids) {
  element?.setAttribute("aria-labelledby", ids.filter(Boolean).join(" "));
}

function nameClosed(container) {
  const select = container.previousElementSibling;
  if (!(select instanceof HTMLSelectElement)) return;
  const label = labelOf(select);
  const box = container.querySelector(".select2-selection");
  const shown = container.querySelector(".select2-selection--single .select2-selection__rendered");
  shown?.removeAttribute("role");
  shown?.removeAttribute("aria-readonly");
  name(box, label, shown?.id);
  for (const what of ["aria-describedby", "aria-invalid", "aria-required"]) {
    if (select.hasAttribute(what)) box.setAttribute(what, select.getAttribute(what));
  }
  name(container.querySelector(".select2-search__field"), label);
  if (box.getAttribute("aria-expanded") === "true") box.setAttribute("aria-controls", `select2-${select.id}-results`);
}

function nameOpen(dropdown) {
  dropdown.querySelector("[role=listbox]")?.setAttribute("aria-label", words.list);
  dropdown.querySelector(".select2-search__field")?.setAttribute("aria-label", words.search);
}

function tidy() {
  document.querySelectorAll(".select2-container:not(.select2-container--open)").forEach(nameClosed);
  document.querySelectorAll(".select2-container--open").forEach(nameClosed);
  document.querySelectorAll(".select2-dropdown").forEach(nameOpen);
}

const main = document.querySelector("#content");
if (main) {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => { select.dataset.dropdownParent = "#content"; });
  new MutationObserver(tidy).observe(main, { childList: true, subtree: true, attributeFilter: ["aria-expanded"] });
  document.addEventListener("DOMContentLoaded", tidy);
}
