// A table wider than the screen scrolls in a part of its own, which the keyboard can reach.
const parts = document.querySelectorAll(".results, .desk-scroll");

function nameOf(part) {
  const label = part.querySelector("table[aria-labelledby]")?.getAttribute("aria-labelledby");
  return (label && document.getElementById(label)?.textContent) || document.querySelector("h1")?.textContent || "Tabel";
}

function mark(part) {
  if (part.scrollWidth > part.clientWidth) {
    part.tabIndex = 0;
    part.setAttribute("role", "region");
    part.setAttribute("aria-label", `${nameOf(part).trim()}: tabel`);
  } else for (const name of ["tabindex", "role", "aria-label"]) part.removeAttribute(name);
}

const watch = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
parts.forEach((part) => watch.observe(part));
