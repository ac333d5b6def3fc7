// Two councils become one. Whoever keeps the hub merges them by keyboard alone; their people go on in one, and
// what was done before the merge can still be read.
import assert from "node:assert/strict";
import { linkIn, look, press, setUp } from "./first-sign-in.mjs";
import { DESKTOP, PHONE, arriveAt, heading, hubAndBrowser, journey, openTab, pathOf } from "./hub.mjs";
import { choose, follow, tabTo, typeInto } from "./keyboard.mjs";

const both = hubAndBrowser();

const SIRO = "Robin Marsh, 01632 960 555";
const DESK = "01632 960 777";
const PRESS = "Kim Lee, 01632 960 444";

/** Opens what the bar or the page leads to by these words, by keyboard, and looks at it. */
async function open(page, words, path, part = "main") {
  await follow(page, page.locator(part).getByRole("link", { name: words, exact: true }));
  await arriveAt(page, path);
  await look(page);
}

/** Enters an organisation by hand, from the first page on. */
async function addOrganisation(page, name) {
  await page.goto("/");
  await open(page, "Organisations", "/hub/organisations", ".ww-person");
  await follow(page, page.getByRole("button", { name: "Add an organisation" }));
  await arriveAt(page, "/hub/organisations/new");
  await look(page);
  await open(page, "Enter it by hand", "/hub/organisations/by-hand");
  await typeInto(page, page.getByLabel("Name", { exact: true }), name);
  await choose(page, page.getByLabel("Another public body"));
  await choose(page, page.getByLabel("England"));
  await follow(page, page.getByRole("button", { name: "Add it" }));
  await arriveAt(page, /^\/hub\/organisations\/[0-9a-f-]{36}/);
  await look(page);
  return new URL(page.url()).pathname;
}

/** Somebody whom an organisation's role was given to comes by their link; answers with their tab. */
async function come(name, email, organisation, role, viewport) {
  const said = await both.hub.command(
    "person", "add", email, "--name", name, "--organisation", organisation, "--role", role, "--print",
  );
  const page = await openTab(both, { viewport });
  await page.goto(linkIn(said));
  await press(page, "Continue");
  await setUp(page);
  return page;
}

/** Says something of one's own organisation that pages fill in, and to whom it may be shown. */
async function tell(page, fact, value, label) {
  await page.goto(`/organisation/facts/${fact}`);
  await look(page);
  await page.getByLabel("Number, or name and number").fill(value);
  await page.getByLabel(label, { exact: true }).check();
  await press(page, "Save");
  await arriveAt(page, "/organisation/facts");
  await look(page);
}

/** Whether a page has these words, now or as soon as the hub has read its database again. */
async function soonSays(page, address, words) {
  const until = Date.now() + 10_000;
  for (;;) {
    await page.goto(address);
    if ((await page.locator("main").innerText()).includes(words)) return;
    assert.ok(Date.now() < until, `${address} does not say ${words}: ${await page.locator("main").innerText()}`);
  }
}

const says = async (page, words) => (await page.locator("main").innerText()).includes(words);

journey("two councils merge, by keyboard, and their people and history go along", both, { viewport: DESKTOP }, async (keeper) => {
  await keeper.goto(await both.hub.firstLink());
  await keeper.getByLabel("Your name").fill("Kit Keeper");
  await keeper.getByLabel("Your e-mail address").fill("kit@hub.example");
  await press(keeper, "Continue");
  await setUp(keeper);
  const southmere = await addOrganisation(keeper, "Southmere");
  const northvale = await addOrganisation(keeper, "Northvale");

  const sam = await come("Sam Reader", "sam@southmere.example", "southmere", "editor", PHONE);
  const ada = await come("Ada Archer", "ada@northvale.example", "northvale", "administrator", DESKTOP);
  const stranger = await openTab(both);
  await tell(sam, "press-office", PRESS, "TLP:CLEAR");
  await tell(ada, "siro", SIRO, "TLP:AMBER");
  await tell(ada, "service-desk", DESK, "TLP:CLEAR");
  await sam.goto("/organisation");
  assert.equal(await heading(sam), "Southmere");
  assert.ok((await says(sam, PRESS)) && !(await says(sam, SIRO)), "each organisation is apart");
  await soonSays(stranger, "/contacts?at=northvale", DESK);
  await stranger.goto("/at/southmere");
  assert.equal(pathOf(stranger), "/?at=southmere");

  // By keyboard alone, from the first page to the two that are one.
  await keeper.goto("/");
  await open(keeper, "Organisations", "/hub/organisations", ".ww-person");
  await open(keeper, "Southmere", southmere);
  await open(keeper, "Merge it into another organisation", `${southmere}/merge`);
  await look(keeper);
  await open(keeper, "Northvale", `${southmere}/merge/${northvale.split("/").at(-1)}`);
  assert.equal(await heading(keeper), "Merge Southmere into Northvale?");
  assert.match(await keeper.locator("main").innerText(), /People\s+1\s[^]*Local facts that everybody may see\s+1\s/);
  await follow(keeper, keeper.getByRole("button", { name: "Merge them" }));
  await arriveAt(keeper, northvale);
  await look(keeper);
  await keeper.getByText("The two organisations are one. Links to the other lead here.").waitFor();
  assert.match(await keeper.locator("main").innerText(), /People\s+2\s[^]*Merged into it\s+Southmere/);
  await keeper.goto(southmere);
  await arriveAt(keeper, northvale);

  // The old link leads on, as soon as the hub has read its database again.
  await soonSays(stranger, "/contacts?at=northvale", PRESS);
  await stranger.goto("/at/southmere");
  assert.equal(pathOf(stranger), "/?at=northvale");
  await look(stranger);
  assert.ok(!(await stranger.locator("body").innerText()).includes(SIRO));

  // Whoever was signed in for the one that ended reads what the other keeps for its members.
  await sam.goto("/");
  await open(sam, "Northvale", "/organisation", ".ww-person");
  for (const fact of [SIRO, DESK, PRESS]) assert.ok(await says(sam, fact), fact);
  await soonSays(sam, "/questions/who-decides-at-night", SIRO);
  await look(sam);

  // The history of both stands.
  await ada.goto("/");
  await open(ada, "Northvale", "/organisation", ".ww-person");
  await open(ada, "Audit trail", "/organisation/audit");
  const entry = ada.locator(".ww-trail > li", { hasText: "Kit Keeper merged an organisation into another" });
  assert.match(await entry.innerText(), /From\s+Southmere[^]*Into\s+Northvale[^]*1 person, 1 local fact that everybody may see,/);
  await tabTo(ada, ada.getByRole("link", { name: "Audit trail of Southmere" }), 200);
  await ada.keyboard.press("Enter");
  await ada.getByRole("heading", { name: "Audit trail of Southmere" }).waitFor();
  await look(ada);
  const trail = await ada.locator(".ww-trail").innerText();
  for (const done of ["Kit Keeper merged an organisation into another", "Sam Reader changed a number or name of the organisation"]) {
    assert.ok(trail.includes(done), `${done}: ${trail}`);
  }

  for (const page of [sam, ada, stranger]) {
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});
