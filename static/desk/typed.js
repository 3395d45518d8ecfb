// What a clerk typed in a form, compared with what the form came with; and how to put that back.
// Rows are named by the record they show (`items-@12-title`) or by their place among the new ones (`items-+0-title`),
// because a colleague may have added rows in the meantime.
const NOT_KEPT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);
const ROW = /^(.+)-(\d+)-([^-]+)$/;

const jQuery = () => window.django?.jQuery;
const count = (form, prefix, which) => Number(form.elements[`${prefix}-${which}_FORMS`]?.value ?? NaN);

function isTyped(field) {
  return field.name && !NOT_KEPT.has(field.type) && !field.name.includes("__prefix__") && !field.disabled && field.type !== undefined
    && field.tagName !== "FIELDSET" && field.tagName !== "OUTPUT";
}

function wasChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const options = [...field.options];
  if (options.some((option) => option.defaultSelected) || field.multiple) return options.some((option) => option.selected !== option.defaultSelected);
  // A choice that is searched starts without any option; another one starts at its first.
  return field.classList.contains("admin-autocomplete") ? field.value !== "" : field.selectedIndex > 0;
}

function contentOf(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.options) return [...field.selectedOptions].map((option) => [option.value, option.text]);
  return field.value;
}

function nameIn(form, name) {
  const [, prefix, index, rest] = ROW.exec(name) ?? [];
  const initial = count(form, prefix, "INITIAL");
  if (Number.isNaN(initial)) return name;
  if (index >= initial) return `${prefix}-+${index - initial}-${rest}`;
  return `${prefix}-@${form.elements[`${prefix}-${index}-id`]?.value ?? index}-${rest}`;
}

/** What differs from what the server sent, by the name it can be found back with. */
export function typedIn(form) {
  const changed = [...form.elements].filter((field) => isTyped(field) && wasChanged(field) && (field.type !== "radio" || field.checked));
  return Object.fromEntries(changed.map((field) => [nameIn(form, field.name), contentOf(field)]));
}

function addRows(form, prefix, wanted) {
  const button = document.querySelector(`#${CSS.escape(prefix)}-group .add-row a`);
  for (let tries = 0; button && tries < 200 && count(form, prefix, "TOTAL") < wanted; tries += 1) button.click();
}

function fieldOf(form, kept) {
  const [, prefix, kind, which, rest] = /^(.+)-([@+])(\d+)-([^-]+)$/.exec(kept) ?? [];
  if (!prefix) return form.elements[kept];
  const initial = count(form, prefix, "INITIAL");
  if (kind === "+") {
    addRows(form, prefix, initial + Number(which) + 1);
    return form.elements[`${prefix}-${initial + Number(which)}-${rest}`];
  }
  const row = [...Array(initial).keys()].find((index) => form.elements[`${prefix}-${index}-id`]?.value === which);
  return row === undefined ? null : form.elements[`${prefix}-${row}-${rest}`];
}

function choose(field, chosen) {
  for (const [value, text] of chosen) {
    if (![...field.options].some((option) => option.value === value)) field.add(new Option(text, value));
  }
  const values = chosen.map(([value]) => value);
  [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
}

function fill(field, content) {
  if (field instanceof RadioNodeList) field.value = content;
  else if (field.type === "checkbox") field.checked = content;
  else if (field.options) choose(field, content);
  else field.value = content;
  const target = field instanceof RadioNodeList ? field[0] : field;
  for (const kind of ["input", "change"]) target.dispatchEvent(new Event(kind, { bubbles: true }));
  if (target.options) jQuery()?.(target).trigger("change.select2");
}

/** Puts kept content back; what has no place any more is left out. */
export function putBack(form, fields) {
  for (const [name, content] of Object.entries(fields)) {
    const field = fieldOf(form, name);
    if (field) fill(field, content);
  }
}
