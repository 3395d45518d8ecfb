// After a refusal the reader starts at what is wrong, and a link there leads into the field, whatever it looks like.
const summary = document.querySelector(".desk-wrong");

function enter(event) {
  const id = event.target.closest("a[href^='#']")?.getAttribute("href").slice(1);
  const field = id && document.getElementById(id);
  if (!field) return;
  field.closest("details:not([open])")?.setAttribute("open", "");
  const shown = field.classList.contains("select2-hidden-accessible")
    ? field.nextElementSibling?.querySelector("[tabindex='0'], .select2-search__field") : field;
  if (!shown) return;
  event.preventDefault();
  shown.scrollIntoView({ block: "center" });
  shown.focus();
}

summary?.addEventListener("click", enter);
summary?.focus();
