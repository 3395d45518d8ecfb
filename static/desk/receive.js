// Sends chosen, dropped and pasted letters one by one, two at a time, with a line of progress for each.
const AT_ONCE = 2;
const PASTED = "geplakte tekst";
// What an answer that is no verdict means, by its status.
const WHY = { 200: "loggedOut", 403: "loggedOut", 503: "unavailable" };

const form = document.getElementById("inlezen");
const section = document.getElementById("ontvangen");
const list = section.querySelector("ul");
const input = form.querySelector("input[type=file]");
const pasted = form.querySelector("textarea");
const area = form.querySelector(".desk-drop");
const model = document.getElementById("regel");

const waiting = [];
let running = 0;

form.querySelector(".desk-drop-hint").hidden = false;

function add(name, field, value, size) {
  const line = model.content.firstElementChild.cloneNode(true);
  const parts = {
    line,
    said: line.querySelector("[role=status]"),
    share: line.querySelector(".desk-line-share"),
    bar: line.querySelector("progress"),
    again: line.querySelector("button"),
  };
  line.querySelector(".desk-line-name").textContent = name;
  parts.bar.setAttribute("aria-label", `${parts.bar.dataset.name} ${name}`);
  parts.again.querySelector("span").textContent = `: ${name}`;
  const job = { ...parts, field, value, name };
  parts.again.addEventListener("click", () => {
    line.focus();
    queue(job);
  });
  list.append(line);
  section.hidden = false;
  if (size > Number(form.dataset.most)) {
    say(job, "tooLarge");
    parts.bar.hidden = true;
    return;
  }
  queue(job);
}

function say(job, what) {
  job.said.textContent = job.said.dataset[what];
}

function queue(job) {
  job.again.hidden = true;
  job.bar.hidden = false;
  job.bar.value = 0;
  say(job, "waits");
  waiting.push(job);
  next();
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    send(waiting.shift());
  }
}

function send(job) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append(job.field, job.value);
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Desk-Part", "verdict");
  say(job, "sends");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      const share = Math.floor((100 * event.loaded) / event.total);
      job.bar.value = share;
      job.share.textContent = `${share} %`;
    }
  });
  request.upload.addEventListener("load", () => {
    say(job, "reads");
    job.share.textContent = "";
    job.bar.removeAttribute("value");
  });
  request.addEventListener("load", () => done(job, request));
  request.addEventListener("error", () => failed(job, "lost"));
  request.send(data);
}

function done(job, request) {
  if (request.status === 200 && request.getResponseHeader("X-Desk-Part") === "verdict") {
    running -= 1;
    job.line.innerHTML = request.responseText;
    if (job.field === "text") {
      form.dispatchEvent(new Event("desk:keep")); // what was pasted is safe now: its draft can go
    }
    straightOn(job.line, ["draft"]);
    next();
  } else {
    failed(job, WHY[request.status] ?? "refused");
  }
}

// One letter alone leads straight to its review; beside others, which may still need the clerk, it does not. Nor does a
// file that joins a letter on record, unless the clerk just said so: that must be read first.
function straightOn(line, outcomes) {
  const verdict = line.querySelector("[data-outcome]");
  const link = verdict.querySelector("a");
  if (list.children.length === 1 && link && outcomes.includes(verdict.dataset.outcome)) {
    location.assign(link.href);
  }
}

function failed(job, why) {
  running -= 1;
  say(job, why);
  job.share.textContent = "";
  job.bar.hidden = true;
  job.again.hidden = false;
  next();
}

function take(files) {
  for (const file of files) {
    add(file.name, "letters", file, file.size);
  }
}

form.addEventListener("submit", (event) => {
  const text = pasted.value.trim();
  if (!input.files.length && !text) {
    return; // the server says what is missing
  }
  event.preventDefault();
  take(input.files);
  if (text) {
    add(PASTED, "text", pasted.value, text.length);
  }
  form.reset();
});

// A drop beside the field would make the browser leave the page and open the file.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => event.preventDefault());
}
area.addEventListener("dragover", () => area.classList.add("over"));
area.addEventListener("dragleave", () => area.classList.remove("over"));
window.addEventListener("drop", (event) => {
  area.classList.remove("over");
  if (event.dataTransfer) {
    take(event.dataTransfer.files);
  }
});

// Answers are given on the spot, so that other files go on.
list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { target, submitter } = event;
  const line = target.closest("li");
  const data = new FormData(target);
  data.append(submitter.name, submitter.value);
  running += 1;
  for (const button of target.querySelectorAll("button")) {
    button.disabled = true;
  }
  const answer = await fetch(target.action, { method: "POST", body: data, headers: { "X-Desk-Part": "verdict" } }).catch(() => null);
  running -= 1;
  if (answer?.ok && answer.headers.get("X-Desk-Part") === "verdict") {
    line.innerHTML = await answer.text();
    line.tabIndex = -1;
    line.focus();
    straightOn(line, ["draft", "same"]);
  } else {
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: submitter.name, value: submitter.value });
    target.append(hidden);
    target.submit(); // as without a script: the server shows what is wrong
  }
  next();
});

window.addEventListener("beforeunload", (event) => {
  if (running || waiting.length) {
    event.preventDefault();
  }
});
