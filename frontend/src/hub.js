// What a browser with scripts gets on top. Nothing here is needed to read, search or send.

const all = (selector) => document.querySelectorAll(selector);

/** Says what happened, beside the button, to eyes and to screen readers alike. */
function say(button, words) {
  const place = button.parentElement?.querySelector("[data-said]");
  if (place) place.textContent = words;
}

/** The message about a form that needs mending is where reading starts, and its links lead into the form. */
function errorSummary(summary) {
  summary.tabIndex = -1;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const input = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!input) return;
    event.preventDefault();
    const group = input.closest("fieldset") ?? input.closest(".govuk-form-group");
    (group?.querySelector("legend, label") ?? input).scrollIntoView();
    input.focus({ preventScroll: true });
  });
}

/** Copies the text of the element whose id is in the attribute. */
async function copy(button) {
  const text = document.getElementById(button.dataset.copy)?.innerText ?? "";
  try {
    await navigator.clipboard.writeText(text.trim());
    say(button, "Copied.");
  } catch {
    say(button, "Your browser did not allow it. Select the text and copy it yourself.");
  }
}

/** Asks the service worker to keep pages: those named in the attribute, or this one. */
async function saveOffline(button) {
  const pages = button.dataset.saveOffline.split(/\s+/).filter(Boolean);
  const registration = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) =>
    say(
      button,
      data.kept
        ? saved(data.left, pages.length)
        : "It could not be saved. Print it, or try again when you are connected.",
    );
  registration.active.postMessage(
    { keep: pages.length ? pages : [location.pathname + location.search] },
    [port2],
  );
}

/** A device may be shared: what not everybody may see is never left on it. */
function saved(left, asked) {
  if (!left) return `Saved. ${asked > 1 ? "They open" : "It opens"} on this device without a network.`;
  return "Saved, but for what not everybody may see: a device keeps none of that. Print it if you need it on paper.";
}

/** Lists the first-hour cards that this device keeps, on the page shown when the network is gone. */
async function keptCards(place) {
  const cards = await caches.open("ww-cards-1");
  for (const request of await cards.keys()) {
    const answer = await cards.match(request);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const link = Object.assign(document.createElement("a"), {
      className: "govuk-link",
      href: request.url,
      textContent: page.querySelector("h1")?.textContent ?? request.url,
    });
    const line = document.createElement("li");
    line.append(link);
    place.append(line);
  }
}

if ("caches" in window) for (const place of all("[data-kept-cards]")) keptCards(place);

for (const summary of all('[data-module="govuk-error-summary"]')) errorSummary(summary);

// Buttons that need scripts are hidden in the HTML, and shown only where they work.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (navigator.clipboard) {
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
if ("serviceWorker" in navigator) {
  for (const button of all("[data-save-offline]")) {
    button.hidden = false;
    button.addEventListener("click", () => saveOffline(button));
  }
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
  // On the very first visit the page is there before the worker, which would not keep this card.
  const isCard = location.pathname.startsWith("/something-is-wrong");
  if (isCard && !navigator.serviceWorker.controller) {
    const card = location.pathname + location.search;
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: [card] }));
  }
}

// A success message takes the focus, as it is what the reader came for.
for (const banner of all('[data-module="govuk-notification-banner"][role="alert"]')) {
  banner.tabIndex = -1;
  banner.focus();
}

// The menu closes by Escape, and by a press anywhere else.
const open = () => all(".ww-tools details[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

// Filters are folded on a phone; where there is room for them they are open, and say so.
if (window.matchMedia("(min-width: 48.0625rem)").matches) {
  for (const filters of all(".ww-filters")) filters.open = true;
}

// A form is sent once, however often its button is pressed.
for (const form of all("form[method='post']")) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sent < 1500) event.preventDefault();
    else sent = Date.now();
  });
}

/** A button beside each password that shows it, for those who cannot see what they type. */
function showPassword(input) {
  const frame = Object.assign(document.createElement("div"), { className: "ww-shown" });
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "govuk-button govuk-button--secondary",
    textContent: "Show",
  });
  button.setAttribute("aria-controls", input.id);
  button.setAttribute("aria-label", "Show password");
  button.addEventListener("click", () => {
    const isHidden = input.type === "password";
    input.type = isHidden ? "text" : "password";
    button.textContent = isHidden ? "Hide" : "Show";
    button.setAttribute("aria-label", isHidden ? "Hide password" : "Show password");
  });
  // What is sent is a password again, so that browsers do not keep it among words.
  input.form?.addEventListener("submit", () => (input.type = "password"));
  input.before(frame);
  frame.append(input, button);
}

for (const input of all("input[type='password']")) showPassword(input);
