// Buttons that copy what is worth taking away: a citation or an address, beside a text, a position in a list, or the
// paragraph of a letter that the address points at. What was copied is told to a screen reader, too.
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");

function tell(button, name, message) {
  button.firstChild.textContent = message;
  said.textContent = message;
  setTimeout(() => { button.firstChild.textContent = name; said.textContent = ""; }, 2500);
}

// `what` is asked at the click; `about` tells buttons with the same name apart for who cannot see where they stand.
function copyButton(name, what, about = "") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.append(name);
  if (about) {
    const rest = document.createElement("span");
    rest.className = "unseen";
    rest.textContent = ` van ${about}`;
    button.append(rest);
  }
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(what());
      tell(button, name, "Gekopieerd");
    } catch {
      tell(button, name, "Kopiëren lukt niet");
    }
  });
  return button;
}

function besideText(place) {
  place.append(" ", copyButton(place.dataset.copy, () => place.querySelector("span").textContent.trim()));
}

function inList(position) {
  const title = position.querySelector(".row-title a");
  const place = position.querySelector(".source");
  const address = new URL(title.href);
  address.search = "";
  const buttons = document.createElement("span");
  buttons.className = "takes";
  buttons.append(
    copyButton("Kopieer verwijzing", () => position.dataset.cite, title.textContent),
    copyButton("Kopieer adres", () => address.href, title.textContent),
  );
  place.append(buttons);
}

// The paragraph that was pointed at gets its buttons; the one before it loses them.
function atParagraph(text) {
  document.querySelector(".alinea .takes")?.remove();
  const number = /^#p(\w+)$/.exec(location.hash)?.[1];
  const paragraph = number && document.getElementById(`p${number}`);
  if (!paragraph) return;
  const address = new URL(location.href);
  address.search = "";
  const buttons = document.createElement("p");
  buttons.className = "takes";
  buttons.append(
    copyButton("Kopieer verwijzing", () => `${text.dataset.citeParagraphs}, alinea ${number}`, `alinea ${number}`),
    copyButton("Kopieer adres", () => address.href, `alinea ${number}`),
  );
  paragraph.querySelector(".alinea-text").after(buttons);
}

if (navigator.clipboard) {
  const texts = document.querySelectorAll("[data-copy]");
  const positions = document.querySelectorAll("[data-cite]");
  const letter = document.querySelector("[data-cite-paragraphs]");
  texts.forEach(besideText);
  positions.forEach(inList);
  if (letter) {
    atParagraph(letter);
    addEventListener("hashchange", () => atParagraph(letter));
  }
  if (texts.length || positions.length || letter) (document.querySelector("main") ?? document.body).append(said);
}
