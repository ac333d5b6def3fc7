// From the first start to a colleague who signs in; every page on the way is looked at.
import assert from "node:assert/strict";
import { PASSWORD, look, press, setUp } from "./first-sign-in.mjs";
import { PHONE, arriveAt, heading, hubAndBrowser, journey } from "./hub.mjs";

const both = hubAndBrowser();

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
