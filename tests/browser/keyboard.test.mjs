// The same journeys by Tab, Enter and Space alone, with the focus in sight at every stop.
import assert from "node:assert/strict";
import { PHONE, SERVICE_DESK, arriveAt, heading, hubAndBrowser, journey } from "./hub.mjs";
import { follow, tabTo } from "./keyboard.mjs";

const both = hubAndBrowser();

journey("the first Tab offers to skip to the content, and Enter goes there", both, {}, async (page) => {
  await page.goto("/threats/ransomware?for=finance");
  await tabTo(page, page.getByRole("link", { name: "Skip to main content" }), 1);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(
    await page.evaluate(() => document.activeElement.closest("main") !== null),
    "the next stop is in the content",
  );
});

journey("somebody without a mouse gets from what happened to a number", both, { viewport: PHONE }, async (page) => {
  await page.goto("/");
  await follow(page, page.getByRole("link", { name: "Something is wrong right now" }));
  await arriveAt(page, "/something-is-wrong");
  await follow(page, page.getByRole("link", { name: "I clicked a link or gave my password" }));
  await arriveAt(page, "/something-is-wrong/clicked-or-gave-password");
  await follow(page, page.getByRole("link", { name: "Go to the card of your own group" }));
  await follow(page, page.locator(".ww-choices").getByRole("link", { name: "Human resources" }));
  await arriveAt(page, "/something-is-wrong/clicked-or-gave-password/human-resources");
  await tabTo(page, page.locator(`.ww-calls a[href="${SERVICE_DESK.href}"]`));
});

journey("somebody without a mouse asks a misspelt question and opens the answer", both, {}, async (page) => {
  await page.goto("/");
  await tabTo(page, page.getByRole("searchbox", { name: "What would you like to know?" }));
  await page.keyboard.type("waht is ransomwear");
  await page.keyboard.press("Enter");
  await arriveAt(page, "/search");
  await follow(page, page.locator(".ww-answer h2 a, .ww-rows h2 a").first());
  await page.waitForURL((url) => url.pathname !== "/search");
  assert.match(await heading(page), /ransomware/i);
});

journey("somebody without a mouse narrows a list", both, {}, async (page) => {
  await page.goto("/guidance");
  await tabTo(page, page.getByRole("group", { name: "For whom" }).getByLabel(/^Finance/));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("group", { name: "When it helps" }).getByLabel(/^During/));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Show results" }));
  await page.keyboard.press("Space");
  await arriveAt(page, /^\/guidance\?.*audience=finance.*stage=/);
});

journey("somebody without a mouse changes the group", both, { viewport: PHONE }, async (page) => {
  await page.goto("/threats");
  await follow(page, page.locator(".ww-changer > summary"));
  await follow(page, page.locator(".ww-changer").getByRole("link", { name: "Procurement" }));
  await arriveAt(page, /^\/threats\?for=procurement$/);
});

journey("somebody without a mouse mends a form and sends it", both, {}, async (page) => {
  await page.goto("/get-involved/feedback");
  await tabTo(page, page.getByLabel("Your name (optional)"));
  await page.keyboard.type("Grace");
  await follow(page, page.getByRole("button", { name: "Send" }));
  const summary = page.locator(".govuk-error-summary");
  await summary.waitFor();
  assert.ok(await summary.evaluate((box) => box === document.activeElement), "the summary has the focus");
  await follow(page, summary.getByRole("link").first());
  const words = page.getByLabel("What do you want to tell us?");
  assert.ok(await words.evaluate((field) => field === document.activeElement), "the link leads to the field");
  await page.keyboard.type("Sent without a mouse.");
  assert.equal(await page.getByLabel("Your name (optional)").inputValue(), "Grace");
  await tabTo(page, page.getByRole("button", { name: "Send" }));
  await page.keyboard.press("Space");
  await arriveAt(page, /^\/get-involved\/thank-you\/feedback/);
  assert.equal(await heading(page), "Thank you");
});
