// Where typed work is kept in this browser: per clerk and address, never longer than 14 days, never without bound.
const PREFIX = "agendavolger-concept:";
const DAYS = 14;
const LARGEST = 400_000;
const MOST = 40;

export function placeOf(user, form) {
  const query = new URLSearchParams(location.search);
  query.delete("_changelist_filters");
  const words = [user, location.pathname + (query.size ? `?${query}` : ""), form.id];
  return PREFIX + words.join("|") + "#";
}

export function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function all() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  return keys.map((key) => ({ key, at: read(key)?.at ?? 0 })).sort((one, other) => other.at - one.at);
}

export const draftsAt = (place) => all().filter(({ key }) => key.startsWith(place)).map(({ key }) => key);

export function forget(key) {
  localStorage.removeItem(key);
}

export function sweep() {
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  all().filter(({ at }, index) => at < oldest || index >= MOST).forEach(({ key }) => forget(key));
}

/** Keeps the fields under the key; the oldest drafts make room. Says whether it was kept. */
export function keep(key, fields) {
  const text = JSON.stringify({ at: Date.now(), fields });
  if (text.length > LARGEST) return false;
  for (;;) {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      const last = all().filter((one) => one.key !== key).pop();
      if (!last) return false;
      forget(last.key);
    }
  }
}
