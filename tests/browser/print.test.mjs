// First-hour cards are for paper: each fits on one sheet, whoever prints it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hubAndBrowser, openTab } from "./hub.mjs";

const A4 = { format: "A4", preferCSSPageSize: true };

/** Readers of all four nations at once, and of each. */
const NATIONS = ["", "?nation=england", "?nation=scotland", "?nation=wales", "?nation=northern-ireland"];

/** What councils write in place of a number when they may: names, options and hours. */
const WORDY = "Sam Northvale-Underhill, 01632 960 100, option 2, Monday to Friday 8 to 6";
const NAMES = [
  "service-desk",
  "out-of-hours",
  "suspicious-messages",
  "data-protection-officer",
  "siro",
  "press-office",
  "emergency-planning",
  "section-151-officer",
  "monitoring-officer",
  "electoral-services-manager",
];

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

const linksOf = (page, within) =>
  page.locator(`${within} a`).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

/** How many tabs print side by side. */
const TABS = 4;

/** Prints every card for every group and these nations; what does not fit one sheet. */
async function longer(both, t, nations) {
  const tabs = await Promise.all(Array.from({ length: TABS }, () => openTab(both)));
  const [page] = tabs;
  await page.goto("/something-is-wrong");
  const troubles = await linksOf(page, ".ww-choices");
  assert.equal(troubles.length, 17);
  await page.goto("/");
  const groups = (await linksOf(page, ".ww-doors")).map((path) => path.replace("/for/", ""));
  assert.equal(groups.length, 7);

  const cards = troubles.flatMap((trouble) =>
    groups.flatMap((group) => nations.map((nation) => `${trouble}/${group}${nation}`)),
  );
  const waiting = cards.values();
  const found = [];
  const print = async (tab) => {
    for (const card of waiting) {
      await tab.goto(card);
      const count = sheets(await tab.pdf(A4));
      if (count !== 1) found.push(`${card}: ${count} sheets`);
    }
    await tab.context().close();
  };
  await Promise.all(tabs.map(print));
  t.diagnostic(`${cards.length} cards printed`);
  return found.sort();
}

describe("where the council's numbers are numbers", () => {
  const both = hubAndBrowser();

  test("every card fits on one sheet of A4 for every group, for all nations at once", async (t) => {
    assert.deepEqual(await longer(both, t, [""]), []);
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

  test("a printed card sends nobody elsewhere for a number", async () => {
    const page = await openTab(both);
    await page.goto("/something-is-wrong/ransom-note/chief-officers?nation=scotland");
    await page.emulateMedia({ media: "print" });
    const calls = await page.locator(".ww-calls").innerText();
    for (const shown of ["03000 200 973", "report.ncsc.gov.uk", "Incidents@ncsc.gov.uk", "SC3@gov.scot", "101"]) {
      assert.ok(calls.includes(shown), `${shown} in ${calls}`);
    }
    assert.doesNotMatch(calls, /how to reach/i);
    assert.match(calls, /emergency duty team\s+number: ____/);
    const ours = await page.locator(".ww-ours").innerText();
    for (const name of ["duty director", "Gold", "insurer", "solicitor"]) {
      assert.match(ours, new RegExp(`${name}[^_]*____`), `a line to write the number of ${name} on`);
    }
    await page.context().close();
  });
});

describe("where the council's numbers are long words", () => {
  const facts = Object.fromEntries(NAMES.map((name) => [name, WORDY]));
  const both = hubAndBrowser("", undefined, facts);

  test("every card still fits on one sheet of A4 for every group in every nation", async (t) => {
    assert.deepEqual(await longer(both, t, NATIONS), []);
  });
});
