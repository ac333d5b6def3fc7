// First-hour cards are for paper: each fits on one sheet, whoever prints it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hubAndBrowser, openTab } from "./hub.mjs";

const both = hubAndBrowser();
const A4 = { format: "A4", preferCSSPageSize: true };

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

const linksOf = (page, within) =>
  page.locator(`${within} a`).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

test("every card fits on one sheet of A4 for every group", async (t) => {
  const page = await openTab(both);
  await page.goto("/something-is-wrong");
  const troubles = await linksOf(page, ".ww-choices");
  assert.equal(troubles.length, 17);
  await page.goto("/");
  const groups = (await linksOf(page, ".ww-doors")).map((path) => path.replace("/for/", ""));
  assert.equal(groups.length, 7);

  const longer = [];
  for (const trouble of troubles) {
    for (const group of groups) {
      await page.goto(`${trouble}/${group}`);
      const count = sheets(await page.pdf(A4));
      if (count !== 1) longer.push(`${trouble}/${group}: ${count} sheets`);
    }
  }
  await page.context().close();
  t.diagnostic(`${troubles.length * groups.length} cards printed`);
  assert.deepEqual(longer, []);
});

test("a printed card has its steps and its numbers, and nothing that can only be pressed", async () => {
  const page = await openTab(both);
  await page.goto("/something-is-wrong/ransom-note/finance");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".ww-steps > li").first().isVisible());
  assert.ok(await page.locator(".ww-calls").isVisible());
  for (const pressed of [".ww-search", ".ww-tools", ".ww-buttons", ".ww-useful"]) {
    assert.equal(await page.locator(`${pressed}:visible`).count(), 0, pressed);
  }
  await page.context().close();
});
