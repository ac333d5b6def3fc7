// A card that was opened, or saved, opens again when the network is gone.
import assert from "node:assert/strict";
import { GREEN_WORD, PHONE, SERVICE_DESK, heading, hubAndBrowser, journey } from "./hub.mjs";

const both = hubAndBrowser();
const KEPT = { viewport: PHONE, serviceWorkers: "allow" };
const CARD = "/something-is-wrong/payment-or-bank-change/finance";

/** Waits until the worker has the style and the page for lost readers, and `cards` cards. */
async function untilKept(page, cards) {
  const isKept = () =>
    page.evaluate(async (cards) => {
      await navigator.serviceWorker.ready;
      const files = (await caches.keys()).find((name) => name.startsWith("ww-files-"));
      const isReady = files && (await (await caches.open(files)).match("/offline"));
      const kept = await (await caches.open("ww-cards-1")).keys();
      return Boolean(isReady && navigator.serviceWorker.controller && kept.length >= cards);
    }, cards);
  const late = Date.now() + 20_000;
  while (!(await isKept())) {
    assert.ok(Date.now() < late, `${cards} cards are not kept`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function cutTheNetwork(page) {
  await page.context().setOffline(true);
  // What fails from now on is meant to.
  const before = [...page.faults];
  const reached = await page.evaluate(() =>
    fetch("/healthz").then(
      () => true,
      () => false,
    ),
  );
  assert.equal(reached, false, "the network is gone");
  page.faults = before;
}

async function assertCardIsWhole(page) {
  assert.equal(await heading(page), "A payment, bank or payroll change looks wrong");
  assert.ok(await page.locator(`a[href="${SERVICE_DESK.href}"]`).first().isVisible());
  const bar = await page.locator(".ww-bar").evaluate((bar) => getComputedStyle(bar).backgroundColor);
  assert.notEqual(bar, "rgba(0, 0, 0, 0)", "the card has its style");
}

journey("a card that was the first page of a first visit opens without a network", both, KEPT, async (page) => {
  await page.goto(CARD);
  await untilKept(page, 1);
  await cutTheNetwork(page);
  await page.goto(CARD);
  await assertCardIsWhole(page);
});

journey("a card that was visited opens without a network, and any other page says so", both, KEPT, async (page) => {
  await page.goto("/");
  await untilKept(page, 0);
  await page.goto(CARD);
  await untilKept(page, 1);
  await cutTheNetwork(page);
  await page.goto(CARD);
  await assertCardIsWhole(page);
  page.faults = [];
  await page.goto("/guidance");
  assert.equal(await heading(page), "You are offline");
  const kept = page
    .locator("[data-kept-cards]")
    .getByRole("link", { name: "A payment, bank or payroll change looks wrong" });
  await kept.click();
  await assertCardIsWhole(page);
  await page.context().setOffline(false);
  await page.goto("/guidance");
  assert.equal(await heading(page), "Guidance");
  page.faults = [];
});

journey("all cards are saved by one press, and open without a network", both, KEPT, async (page) => {
  await page.goto("/something-is-wrong?for=finance");
  await untilKept(page, 0);
  const cards = await page
    .locator(".ww-choices a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await page.getByRole("button", { name: "Save these cards on this device" }).click();
  await page.getByText("Saved. They open on this device without a network.").waitFor();
  await cutTheNetwork(page);
  assert.equal(cards.length, 17);
  for (const card of [cards[0], cards[8], cards[16]]) {
    await page.goto(card);
    assert.ok((await page.locator(".ww-steps > li").count()) >= 3, card);
  }
});

journey("a saved card opens without a network for a group too, as it is for everybody", both, KEPT, async (page) => {
  await page.goto("/something-is-wrong");
  await untilKept(page, 0);
  await page.getByRole("button", { name: "Save these cards on this device" }).click();
  await page.getByText("Saved. They open on this device without a network.").waitFor();
  await cutTheNetwork(page);
  for (const address of [CARD, `${CARD}?for=finance`]) {
    await page.goto(address);
    await assertCardIsWhole(page);
  }
  page.faults = [];
  await page.goto("/something-is-wrong/no-such-card/finance");
  assert.equal(await heading(page), "You are offline");
  page.faults = [];
});

/** Everything that the browser keeps of pages, as one text. */
const allThatIsKept = (page) =>
  page.evaluate(async () => {
    let all = "";
    for (const name of await caches.keys()) {
      const store = await caches.open(name);
      for (const request of await store.keys()) all += `${request.url}\n${await (await store.match(request)).text()}\n`;
    }
    return all;
  });

journey("a device keeps of a signed-in reader's pages only what anybody may see", both, KEPT, async (page) => {
  await both.hub.signIn(page);
  const answer = await page.goto("/something-is-wrong?for=finance");
  assert.equal(answer.headers()["cache-control"], "no-store");
  assert.ok(await page.getByText(GREEN_WORD).first().isVisible(), "a member sees the card");
  await untilKept(page, 0);
  await page.goto("/something-is-wrong/quillwort/finance?for=finance");
  assert.equal(await heading(page), `${GREEN_WORD} has stopped`);
  await page.goto(CARD);
  await untilKept(page, 1);
  // All cards at once, among them one that is not for everybody: the reader is told that it is not kept.
  await page.goto("/something-is-wrong?for=finance");
  await page.getByRole("button", { name: "Save these cards on this device" }).click();
  await page.getByText("Saved, but for what not everybody may see").waitFor();
  const kept = await allThatIsKept(page);
  assert.ok(kept.includes(CARD), "the open card is kept");
  assert.ok(!kept.includes(GREEN_WORD) && !kept.includes("quillwort"), "what is GREEN is kept by the browser");
  assert.ok(!kept.includes("Sam Reader"), "the reader's name is kept by the browser");
  page.faults = [];
  await cutTheNetwork(page);
  await page.goto(CARD);
  await assertCardIsWhole(page);
  page.faults = [];
  await page.goto("/something-is-wrong/quillwort/finance?for=finance");
  assert.equal(await heading(page), "You are offline");
  page.faults = [];
});
