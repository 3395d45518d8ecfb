// A button beside each text that is worth copying: a citation, an address.
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");

function addButton(place) {
  const name = place.dataset.copy;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button";
  button.textContent = name;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.querySelector("span").textContent.trim());
    button.textContent = "Gekopieerd";
    said.textContent = "Gekopieerd";
    setTimeout(() => { button.textContent = name; said.textContent = ""; }, 2500);
  });
  place.append(" ", button);
}

if (navigator.clipboard) {
  const places = document.querySelectorAll("[data-copy]");
  places.forEach(addButton);
  if (places.length) (document.querySelector("main") ?? document.body).append(said);
}
