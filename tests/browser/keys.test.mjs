// Passkeys and single sign-on, with a device and a provider as people have them.
import assert from "node:assert/strict";
import { after } from "node:test";
import { openTabWithAxe, structure, violations } from "./faults.mjs";
import { linkIn } from "./first-sign-in.mjs";
import { DESKTOP, PHONE, arriveAt, heading, hubAndBrowser, journey, openTab } from "./hub.mjs";
import { follow, tabTo } from "./keyboard.mjs";
import { SHARED, proveAtProvider, startProvider } from "./provider.mjs";

const people = new Map([
  ["ada", { name: "Ada Keys", email: "ada@northvale.gov.uk", email_verified: true, groups: ["hub-administrators"] }],
  ["sam", { name: "Sam Reader", email: "sam@northvale.gov.uk", email_verified: true, groups: [] }],
]);
/** The passkeys that people made in earlier journeys. */
const kept = {};
let provider;

const both = hubAndBrowser("allow_private_issuers = true\n", async ({ hub }) => {
  // Passkeys belong to a name; a bare address has none.
  hub.address = hub.address.replace("127.0.0.1", "localhost");
  provider = await startProvider(hub.address, people);
  hub.mayLeadTo = provider.issuer;
});
after(() => provider?.stop());

/** Gives the tab a device that makes and keeps passkeys, and makes sure of its owner. */
async function withDevice(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const device = (name, options = {}) => session.send(`WebAuthn.${name}`, { authenticatorId, ...options });
  return {
    keys: async () => (await device("getCredentials")).credentials,
    fails: () => device("setUserVerified", { isUserVerified: false }),
    works: () => device("setUserVerified", { isUserVerified: true }),
    keep: (credential) => device("addCredential", { credential }),
  };
}

async function assertSound(page) {
  assert.deepEqual(await violations(page), [], page.url());
  assert.deepEqual(await structure(page), [], page.url());
}

/** Goes from a link to being signed in with a first passkey, by keyboard alone. */
async function setUpPasskey(page, { name, email }) {
  const nameField = page.getByLabel("Your name");
  if (await nameField.count()) {
    await tabTo(page, nameField);
    await nameField.fill(name);
  }
  if (email) await page.getByLabel("Your e-mail address").fill(email);
  await assertSound(page);
  await follow(page, page.getByRole("button", { name: "Continue" }));
  await arriveAt(page, "/sign-in/set-up");
  await assertSound(page);
  await follow(page, page.getByRole("link", { name: "A passkey" }));
  await arriveAt(page, "/sign-in/set-up/passkey");
  await assertSound(page);
  await tabTo(page, page.getByLabel("Name of the passkey"));
  await page.keyboard.type("Test device");
  await follow(page, page.getByRole("button", { name: "Add a passkey" }));
  await arriveAt(page, "/");
  await page.goto("/account/passkeys");
  assert.equal(await page.locator(".govuk-summary-list__key").innerText(), "Test device");
  await assertSound(page);
}

async function signOut(page) {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.waitForURL((url) => url.pathname !== "/account");
}

async function signInWithPasskey(page, next) {
  await page.goto(`/sign-in/passkey?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await arriveAt(page, next);
}

/** Whether pages of an organisation's administrators open in this tab. */
const opens = async (page, path) => (await page.goto(path)).status() === 200;

/** A journey in a tab in which axe-core can be asked. */
const withAxe = (name, options, walk) => journey(name, both, options, walk, openTabWithAxe);

withAxe("from the first start to the first administrator with a passkey, and in again", { viewport: DESKTOP }, async (page) => {
  const device = await withDevice(page);
  await page.goto(linkIn(both.hub.said));
  await setUpPasskey(page, { name: "Kim Keeper", email: "kim@hub.example" });
  const made = await device.keys();
  assert.equal(made.length, 1);
  assert.ok(made[0].isResidentCredential);

  await signOut(page);
  await page.goto("/sign-in?next=/account/passkeys");
  await assertSound(page);
  await follow(page, page.getByRole("button", { name: "Sign in with a passkey" }));
  await arriveAt(page, "/sign-in/passkey");
  await assertSound(page);
  // Whoever cannot be verified does not come in, and is told so in words.
  await device.fails();
  await follow(page, page.getByRole("button", { name: "Use your passkey" }));
  await page.getByRole("status").getByText("Nothing was changed").waitFor();
  await device.works();
  await page.getByRole("button", { name: "Use your passkey" }).press("Enter");
  await arriveAt(page, "/account/passkeys");

  await follow(page, page.getByRole("link", { name: /^Remove/ }));
  assert.equal(await heading(page), "This is your last way to sign in");
  await assertSound(page);
  // A device counts; one that counts less than it did is taken for a copy. So it is kept as it is now.
  kept.kim = await device.keys();
});

withAxe("an invitation leads to a first sign-in with a passkey, on a phone", { viewport: PHONE }, async (page) => {
  const keeper = await openTab(both);
  try {
    const device = await withDevice(keeper);
    await device.keep(kept.kim[0]);
    await signInWithPasskey(keeper, "/hub/organisations/by-hand");
    await keeper.getByLabel("Name", { exact: true }).fill("Northvale");
    await keeper.getByLabel("Another public body").check();
    await keeper.getByLabel("England").check();
    await keeper.getByRole("button", { name: "Add it" }).click();
    await arriveAt(keeper, /^\/hub\/organisations\/[0-9a-f-]{36}/);
    await keeper.getByLabel("Add an e-mail domain").fill("northvale.gov.uk");
    await keeper.getByRole("button", { name: "Add e-mail domain" }).click();
    await keeper.getByRole("button", { name: /Confirm that it is theirs/ }).click();
    await keeper.getByText("northvale.gov.uk").first().waitFor();
    assert.deepEqual(keeper.faults, []);
  } finally {
    await keeper.context().close();
  }
  const said = await both.hub.command(
    "person", "add", "ada@northvale.gov.uk", "--name", "Ada Keys",
    "--organisation", "northvale", "--role", "administrator", "--print",
  );
  const device = await withDevice(page);
  await page.goto(linkIn(said));
  await setUpPasskey(page, { name: "Ada Keys" });
  kept.ada = await device.keys();
  await page.goto("/organisation");
  assert.equal(await heading(page), "Northvale");
});

withAxe("single sign-on is set up and tried, and codes on paper are made for the worst day", { viewport: DESKTOP }, async (page) => {
  const device = await withDevice(page);
  await device.keep(kept.ada[0]);
  await signInWithPasskey(page, "/organisation/sign-in");
  await assertSound(page);
  await follow(page, page.getByRole("button", { name: "Add an identity provider" }));
  await arriveAt(page, "/organisation/sign-in/provider");
  await assertSound(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".govuk-error-summary").waitFor();
  await assertSound(page);
  await page.getByLabel("What your people call it").fill("Northvale account");
  await page.getByLabel("Issuer").fill(provider.issuer);
  await page.getByLabel("Client identifier").fill(SHARED.client);
  await page.getByLabel("Client secret").fill(SHARED.secret);
  await page.getByLabel("More scopes").fill("groups");
  await page.getByLabel("Claim that carries").fill("groups");
  await page.getByLabel("Values that make somebody administrator").fill("hub-administrators");
  await page.getByLabel(/^Everybody with an e-mail address/).check();
  await follow(page, page.getByRole("button", { name: "Save" }));
  await arriveAt(page, "/organisation/sign-in");
  await assertSound(page);
  await follow(page, page.getByRole("link", { name: /^Try it/ }));
  await proveAtProvider(page, provider.issuer, "ada");
  await arriveAt(page, "/sign-in/single/callback");
  assert.equal(await heading(page), "It works");
  await assertSound(page);

  await page.goto("/account/paper-codes");
  await assertSound(page);
  await page.getByRole("button", { name: "Make ten codes and show them" }).click();
  const codes = await page.locator(".ww-paper-codes code").allInnerTexts();
  assert.equal(codes.length, 10);
  await assertSound(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByText(codes[9]).isVisible());
  assert.ok(!(await page.getByRole("button", { name: "Print this page" }).isVisible()));
  await page.emulateMedia({ media: "screen" });
  await signOut(page);
  await page.goto("/sign-in/paper?next=/organisation");
  await assertSound(page);
  await page.getByLabel("Your e-mail address").fill("ada@northvale.gov.uk");
  await page.getByLabel("One of your codes").fill(codes[2].toLowerCase());
  await page.keyboard.press("Enter");
  await arriveAt(page, "/organisation");
});

/** Comes in by single sign-on, from the page to sign in. */
async function comeBySingleSignOn(page, who, next) {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await follow(page, page.getByRole("button", { name: "Sign in with your work account" }));
  await arriveAt(page, "/sign-in/single");
  await assertSound(page);
  await tabTo(page, page.getByLabel(/^Your work e-mail address/));
  await page.keyboard.type("sam@northvale.gov.uk");
  await page.keyboard.press("Enter");
  const goOn = page.getByRole("button", { name: "Go on to Northvale" });
  await goOn.waitFor();
  await assertSound(page);
  await follow(page, goOn);
  if (who) await proveAtProvider(page, provider.issuer, who);
}

withAxe("somebody joins by their domain; a role that is lost at the provider is lost in what is open", { viewport: DESKTOP }, async (page) => {
  await comeBySingleSignOn(page, "sam", "/organisation");
  await arriveAt(page, "/organisation");
  assert.equal(await heading(page), "Northvale");
  assert.ok(!(await opens(page, "/organisation/people")), "a member is no administrator");

  people.get("sam").groups = ["hub-administrators"];
  await signOut(page);
  await comeBySingleSignOn(page, null, "/organisation/people");
  await arriveAt(page, "/organisation/people");

  // In another browser Sam signs in after the group was taken away.
  people.get("sam").groups = [];
  const other = await openTabWithAxe(both, { viewport: PHONE });
  try {
    await comeBySingleSignOn(other, "sam", "/organisation");
    await arriveAt(other, "/organisation");
    assert.deepEqual(other.faults, []);
  } finally {
    await other.context().close();
  }
  assert.ok(!(await opens(page, "/organisation/people")), "the open session feels it at once");
  assert.ok(await opens(page, "/organisation"));
});

journey("without scripts the pages of passkeys say what to use instead", both, { javaScriptEnabled: false, viewport: PHONE }, async (page) => {
  await page.goto("/sign-in/passkey");
  assert.ok(await page.getByText("Sign in another way").isVisible());
  assert.ok(!(await page.getByRole("button", { name: "Use your passkey" }).isVisible()));
  assert.ok(await page.getByRole("link", { name: "Password and code" }).isVisible());
});
