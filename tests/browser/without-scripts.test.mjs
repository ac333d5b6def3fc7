// Everything works where scripts do not run.
import assert from "node:assert/strict";
import { DESKTOP, PHONE, SERVICE_DESK, arriveAt, heading, hubAndBrowser, journey, pathOf } from "./hub.mjs";

const both = hubAndBrowser();
const PLAIN = { javaScriptEnabled: false, viewport: PHONE };

journey("without scripts two taps lead to a card with numbers", both, PLAIN, async (page) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Something is wrong right now" }).click();
  await page.getByRole("link", { name: "There is a ransom note, or my files will not open" }).click();
  await page.locator(".ww-choices").getByRole("link", { name: "Finance" }).click();
  await arriveAt(page, "/something-is-wrong/ransom-note/finance");
  assert.ok(await page.locator(`a[href="${SERVICE_DESK.href}"]`).first().isVisible());
  assert.equal(
    await page.locator("button:visible", { hasText: /Print|offline/ }).count(),
    0,
    "no button that does nothing",
  );
});

for (const viewport of [PHONE, DESKTOP]) {
  journey(
    `without scripts a list is narrowed and the address keeps it, at ${viewport.width}`,
    both,
    { ...PLAIN, viewport },
    async (page) => {
      await page.goto("/guidance");
      if (viewport === PHONE) await page.getByText("Narrow this list").click();
      await page
        .getByRole("group", { name: "For whom" })
        .getByLabel(/^Procurement/)
        .check();
      await page
        .getByRole("group", { name: "When it helps" })
        .getByLabel(/^During/)
        .check();
      await page.getByRole("button", { name: "Show results" }).click();
      await arriveAt(page, /^\/guidance\?.*audience=procurement.*stage=/);
      const address = pathOf(page);
      const narrowed = await page.locator(".ww-sort").innerText();
      assert.match(narrowed, /^\d+ of \d+/);
      await page.locator(".ww-list .ww-rows h2 a").first().click();
      await arriveAt(page, /^\/guidance\/./);
      await page.goBack();
      assert.equal(pathOf(page), address);
      assert.equal(await page.locator(".ww-sort").innerText(), narrowed);
    },
  );
}

journey("without scripts the group is changed", both, PLAIN, async (page) => {
  await page.goto("/threats");
  await page.locator(".ww-changer > summary").click();
  await page.locator(".ww-changer").getByRole("link", { name: "Electoral registration" }).click();
  await arriveAt(page, /^\/threats\?for=electoral-registration$/);
});

journey("without scripts a form with an error is mended and sent", both, PLAIN, async (page) => {
  await page.goto("/get-involved/feedback");
  await page.getByLabel("Your name (optional)").fill("Mary");
  await page.getByRole("button", { name: "Send" }).click();
  const link = page.locator(".govuk-error-summary").getByRole("link").first();
  await link.click();
  const target = new URL(page.url()).hash.slice(1);
  assert.equal(
    await page.locator(`[id="${target}"]`).getAttribute("id"),
    await page.getByLabel("What do you want to tell us?").getAttribute("id"),
  );
  assert.equal(await page.getByLabel("Your name (optional)").inputValue(), "Mary");
  await page.getByLabel("What do you want to tell us?").fill("Sent without scripts.");
  await page.getByRole("button", { name: "Send" }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/feedback/);
  assert.equal(await heading(page), "Thank you");
});

journey("without scripts a reader says what was missing, and goes back", both, PLAIN, async (page) => {
  await page.goto("/threats/phishing");
  await page.locator(".ww-useful").getByRole("button", { name: /^No/ }).click();
  await arriveAt(page, /^\/usefulness\/./);
  await page.locator("textarea").fill("A picture of a false message.");
  await page.getByRole("button", { name: "Send" }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/./);
  await page.getByRole("link", { name: "Back to the page you were reading" }).click();
  await arriveAt(page, "/threats/phishing");
});
