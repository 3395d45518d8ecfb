// Leaves empty filters out of the address, so that a selection reads well when it is shared.
for (const form of document.querySelectorAll("form.filter-form, form.search")) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((field) => field.name && field.value.trim() === "");
    empty.forEach((field) => { field.disabled = true; });
    setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
  });
}
