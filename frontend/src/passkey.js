// Passkeys: fetches a challenge, has the device answer it, and sends the answer with the form. Only the
// pages about passkeys load this.

const decoded = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

function encoded(buffer) {
  let letters = "";
  for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The challenge, with bytes where the device wants bytes. */
function forDevice({ publicKey }) {
  publicKey.challenge = decoded(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = decoded(publicKey.user.id);
  for (const known of [...(publicKey.excludeCredentials ?? []), ...(publicKey.allowCredentials ?? [])]) {
    known.id = decoded(known.id);
  }
  return { publicKey };
}

/** The answer, with text where the hub wants text. */
function forHub({ id, rawId, type, response }) {
  const said = { clientDataJSON: encoded(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = encoded(response[name]);
  }
  return JSON.stringify({ id, rawId: encoded(rawId), type, extensions: {}, response: said });
}

const WORDS = {
  InvalidStateError: "This device already holds a passkey for you here.",
  NotAllowedError: "Nothing was changed. The question was closed, or it took too long. Try again when you are ready.",
  SecurityError: "Passkeys do not work at this address. Open the hub at its usual address.",
};
const OTHER = "That did not work. Try again, or sign in another way.";

async function ask(form) {
  const answer = await fetch(form.dataset.challenge, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  // Whoever must first prove who they are is led there by the form itself.
  if (answer.ok && !answer.redirected) {
    const credential = await navigator.credentials[form.dataset.passkey](forDevice(await answer.json()));
    form.elements.credential.value = forHub(credential);
  }
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const words of document.querySelectorAll("[data-passkey-unavailable]")) words.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const said = form.querySelector("[data-said]");
    let isAsking = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // A form whose other fields are not filled in is sent as it is: the page says what is missing.
      if (form.elements.name?.value?.trim?.() === "") return form.submit();
      if (isAsking) return;
      isAsking = true;
      said.textContent = "Follow your browser's question.";
      ask(form)
        .catch((fault) => (said.textContent = WORDS[fault.name] ?? OTHER))
        .finally(() => (isAsking = false));
    });
  }
}
