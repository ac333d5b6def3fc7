// Keeps the first-hour cards for the day when the network is gone, and nothing else.
//
// A device may be shared, and a card may be kept for years: what is kept is what a stranger sees. An answer to
// somebody who is signed in says no-store; in its place the same address is asked for without a cookie.
//
// The two values below are filled in when the file is served. It sends nothing to anybody.

const VERSION = "__WW_VERSION__";
const KEPT_FILES = "__WW_FILES__".split(" ");

const FILES = `ww-files-${VERSION}`;
// Cards outlive a new version of the style: a card saved last month must open tonight.
const CARDS = "ww-cards-1";
const CRISIS = "/something-is-wrong";
const OFFLINE = "/offline";
const PATIENCE = 3000;

const isCard = (url) => url.pathname === CRISIS || url.pathname.startsWith(`${CRISIS}/`);
const isFile = (url) => url.pathname.startsWith("/assets/") || url.pathname === "/theme.css";

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isFile(url)) event.respondWith(file(request, url));
  else if (request.mode === "navigate" && isCard(url)) event.respondWith(card(event));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  event.waitUntil(
    keep(event.data.keep).then(
      (left) => event.ports[0]?.postMessage({ kept: true, left }),
      () => event.ports[0]?.postMessage({ kept: false }),
    ),
  );
});

async function install() {
  const files = await caches.open(FILES);
  // An address with a hash never changes, so what the page has just fetched is not fetched again.
  const cache = (address) => (address.startsWith("/assets/") ? "default" : "reload");
  const wanted = [...KEPT_FILES, OFFLINE].map((address) => new Request(address, { cache: cache(address) }));
  await Promise.all(wanted.map(async (request) => keepOpen(files, request, await fetch(request))));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("ww-") && name !== FILES && name !== CARDS) await caches.delete(name);
  }
  await self.clients.claim();
}

/** Style and script: an address with a hash never changes; the theme may, so it is asked for first. */
async function file(request, url) {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept && url.pathname !== "/theme.css") return kept;
  try {
    const answer = await fetch(request);
    if (kept && answer.ok && !isPrivate(answer)) await files.put(request, answer.clone());
    return answer;
  } catch (gone) {
    // A saved card may name the style of an older version: today's has the same file name.
    return kept ?? (await sameName(files, url)) ?? Promise.reject(gone);
  }
}

async function sameName(files, url) {
  const name = url.pathname.split("/").pop();
  const address = KEPT_FILES.find((kept) => kept.endsWith(`/${name}`));
  return address && files.match(address);
}

/** A card: from the network if it answers in time, otherwise as it was last seen. */
async function card(event) {
  const cards = await caches.open(CARDS);
  const fresh = fetch(event.request);
  const copy = fresh.then((answer) => keepOpen(cards, event.request, answer.clone()));
  // A card that cannot be kept is read all the same.
  event.waitUntil(copy.catch(() => {}));
  try {
    const answer = await within(PATIENCE, fresh);
    if (answer.status < 500) return answer;
  } catch {
    // Slow or gone: what was kept is better than waiting.
  }
  return (await keptCard(cards, event.request)) ?? fresh.catch(() => offline());
}

/** The card as it was kept: for this group, or else the same card for everybody. */
async function keptCard(cards, request) {
  const [, room, slug, group] = new URL(request.url).pathname.split("/");
  return (
    (await cards.match(request)) ??
    (await cards.match(request, { ignoreSearch: true })) ??
    (group && (await cards.match(new URL(`/${room}/${slug}`, request.url), { ignoreSearch: true })))
  );
}

/** Any other page comes from the network, or not at all. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return offline();
  }
}

async function offline() {
  const kept = await caches.match(OFFLINE);
  return kept ?? Response.error();
}

async function keep(addresses) {
  const cards = await caches.open(CARDS);
  const own = addresses
    .map((address) => new URL(address, self.location.origin))
    .filter((url) => url.origin === self.location.origin && isCard(url));
  if (own.length === 0) throw new Error("nothing to keep");
  const requests = own.map((url) => new Request(url, { cache: "reload" }));
  const kept = await Promise.all(requests.map(async (request) => keepOpen(cards, request, await fetch(request))));
  return kept.filter((isKept) => !isKept).length;
}

const isPrivate = (answer) => /\bno-store\b/.test(answer.headers.get("cache-control") ?? "");

/** Keeps what a stranger is answered at an address, given what this reader was answered; if that is anything. */
async function keepOpen(store, request, answer) {
  const open = isPrivate(answer)
    ? await fetch(request.url, { credentials: "omit", cache: "no-store", redirect: "error" })
    : answer;
  if (open.status >= 500) throw new Error("not just now");
  if (!open.ok || open.redirected || isPrivate(open)) return false;
  await store.put(request.url, open);
  return true;
}

function within(milliseconds, promise) {
  const tooLate = new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), milliseconds));
  return Promise.race([promise, tooLate]);
}
