/* Passkeys: asks the browser to make or use one when a form is sent, and sends its answer along. Needs webauthn-json.js. */
(() => {
  "use strict";

  const fetchOptions = async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()).request_options;
  };
  const written = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

  /* For log-in without a password the passkey itself must know the account, and check that it is its owner. */
  const forThisForm = (options, form) => {
    if (form.elements.passwordless?.checked) {
      const wanted = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
      options.publicKey.authenticatorSelection = { ...options.publicKey.authenticatorSelection, ...wanted };
    }
    return options;
  };
  const ways = {
    add: (form) => window.webauthnJSON.create(forThisForm(written(form), form)),
    use: (form) => window.webauthnJSON.get(written(form)),
    login: async (form) => window.webauthnJSON.get(await fetchOptions(form)),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const status = form.querySelector("[data-passkey-status]");
    if (!window.PublicKeyCredential) {
      status.textContent = status.dataset.unknown;
      continue;
    }
    status.textContent = "";
    form.querySelector("button[hidden]").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      status.textContent = "";
      try {
        form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form));
        form.submit();
      } catch {
        status.textContent = status.dataset.failed;
      }
    });
  }
})();
