// Somebody comes by a link that works once, and leaves with a password and an app; every page is looked at.
import assert from "node:assert/strict";
import { CodeApp } from "./code-app.mjs";
import { AXE, structure, violations } from "./faults.mjs";
import { arriveAt } from "./hub.mjs";

export const PASSWORD = "eleven blue herons walk";

/** Nothing that a machine can find is wrong with the page. */
export async function look(page) {
  await page.evaluate(AXE);
  const found = [...(await violations(page)), ...(await structure(page))];
  assert.deepEqual(found, [], page.url());
}

export const press = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

/** The link in what a command or the start printed, at the address that this file uses. */
export const linkIn = (said) => new URL(/http:\/\/\S+\/sign-in\/invitation\/\S+/.exec(said)[0]).pathname;

/** A password, an app and its recovery codes: from an opened link to a session. Answers with the app. */
export async function setUp(page) {
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
