// From the first start to a colleague who signs in; every page on the way is looked at.
import assert from "node:assert/strict";
import { CodeApp } from "./code-app.mjs";
import { AXE, structure, violations } from "./faults.mjs";
import { PHONE, arriveAt, heading, hubAndBrowser, journey } from "./hub.mjs";

const both = hubAndBrowser();
const PASSWORD = "eleven blue herons walk";

/** Nothing that a machine can find is wrong with the page. */
async function look(page) {
  await page.evaluate(AXE);
  const found = [...(await violations(page)), ...(await structure(page))];
  assert.deepEqual(found, [], page.url());
}

const press = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

/** A password, an app and its recovery codes: from an opened link to a session. Answers with the app. */
async function setUp(page) {
  await arriveAt(page, "/sign-in/set-up");
  await look(page);
  await page.getByRole("link", { name: "A password and an app on your phone" }).click();
  await arriveAt(page, "/sign-in/password");
  await look(page);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Show password" }).click();
  assert.equal(await page.getByLabel("New password", { exact: true }).getAttribute("type"), "text");
  await press(page, "Continue");
  await arriveAt(page, "/sign-in/app");
  await look(page);
  const app = new CodeApp(await page.locator(".ww-key").innerText());
  await page.getByLabel("Code", { exact: true }).fill(await app.code());
  await press(page, "Continue");
  await page.getByRole("heading", { name: "Keep these recovery codes" }).waitFor();
  await look(page);
  assert.equal(await page.locator(".ww-codes li").count(), 8);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await arriveAt(page, "/");
  return app;
}

journey("from the first start to a colleague who signs in", both, { viewport: PHONE }, async (page) => {
  await page.goto(await both.hub.firstLink());
  await look(page);
  await page.getByLabel("Your name").fill("Ada Archer");
  await page.getByLabel("Your e-mail address").fill("ada@northvale.example");
  await press(page, "Continue");
  await setUp(page);
  await look(page);

  await page.locator(".ww-person").getByRole("link", { name: "People of this hub" }).click();
  assert.equal(await heading(page), "People of this hub");
  await look(page);
  await press(page, "Invite somebody");
  await look(page);
  await page.getByLabel("Their e-mail address").fill("sam@northvale.example");
  await press(page, "Invite");
  await page.getByRole("heading", { name: "Invited" }).waitFor();
  await look(page);
  const link = new URL(await page.locator("#link").innerText());
  await page.locator(".ww-person").getByRole("button", { name: "Sign out" }).click();
  await arriveAt(page, "/");

  await page.goto(link.pathname);
  await page.getByLabel("Your name").fill("Sam Reader");
  await press(page, "Continue");
  const app = await setUp(page);
  await page.locator(".ww-person").getByRole("link", { name: "Sam Reader" }).click();
  await look(page);
  await page.locator(".ww-person").getByRole("button", { name: "Sign out" }).click();
  await arriveAt(page, "/");

  // By keyboard, as somebody without a mouse signs in.
  await page.goto("/sign-in");
  await look(page);
  await page.getByLabel("E-mail address").focus();
  await page.keyboard.type("sam@northvale.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await arriveAt(page, "/sign-in/code");
  await look(page);
  await page.getByLabel("Code", { exact: true }).focus();
  await page.keyboard.type(await app.code());
  await page.keyboard.press("Enter");
  await arriveAt(page, "/");
  assert.ok(await page.locator(".ww-person").getByText("Sam Reader").isVisible());
});

journey("what is wrong with a form is said and leads to its field", both, {}, async (page) => {
  await page.goto("/sign-in");
  await press(page, "Continue");
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  await look(page);
  await page.getByRole("link", { name: "Enter your password" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "password");
});
