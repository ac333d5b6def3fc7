// Every kind of page, at the widths of a phone, a tablet and a desktop: no fault that a machine can find.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTabWithAxe, structure, unfold, violations } from "./faults.mjs";
import { DESKTOP, PHONE, TABLET, hubAndBrowser } from "./hub.mjs";
import { KINDS } from "./page-kinds.mjs";

/** From wide to narrow: what a wide screen has open stays open, so all of it is looked at. */
const SIZES = [DESKTOP, TABLET, PHONE];
/** A page at 400% on a desktop is as narrow as this. */
const MAGNIFIED = { width: 320, height: 640 };
const SEEN_IN_THE_DARK = [
  "home",
  "group",
  "threat-for-a-group",
  "guidance-list-narrowed",
  "case-study",
  "contacts",
  "alert",
  "search-sure",
  "something-is-wrong",
  "card",
  "form-with-errors",
  "components",
];

const both = hubAndBrowser();

test("whatever looks for faults finds them", async () => {
  const page = await openTabWithAxe(both, { viewport: PHONE });
  try {
    await page.goto("/");
    await page.evaluate(() => {
      document.querySelector("main").innerHTML =
        '<h1>One</h1><h1>Two</h1><h3>Deep</h3><img src="/assets/none.png"><p>Wide</p>';
      document.querySelector("main p").style.width = "900px";
    });
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { text: "1" })));
    await page.evaluate(() => fetch("https://elsewhere.example/").catch(() => {}));
    const found = (await violations(page)).join("\n");
    assert.match(found, /image-alt/);
    const wrong = (await structure(page)).join("\n");
    assert.match(wrong, /has 2 h1[^]*h3 after h1[^]*scrolls sideways/);
    const refused = page.faults.join("\n");
    assert.match(refused, /inline script/i);
    assert.match(refused, /elsewhere\.example/);
  } finally {
    await page.context().close();
  }
});

for (const [kind, go] of KINDS) {
  test(`${kind} is in order on a phone, a tablet and a desktop`, async () => {
    const page = await openTabWithAxe(both);
    try {
      await go(page);
      await unfold(page);
      const faults = [];
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const found = [...(await violations(page)), ...(await structure(page))];
        faults.push(...found.map((fault) => `at ${size.width}: ${fault}`));
      }
      await page.setViewportSize(MAGNIFIED);
      faults.push(...(await structure(page)).map((fault) => `at ${MAGNIFIED.width}: ${fault}`));
      assert.deepEqual([...faults, ...page.faults], [], page.url());
    } finally {
      await page.context().close();
    }
  });
}

for (const kind of SEEN_IN_THE_DARK) {
  test(`${kind} is in order in the dark scheme`, async () => {
    const page = await openTabWithAxe(both, { viewport: PHONE, colorScheme: "dark" });
    try {
      await KINDS.get(kind)(page);
      await unfold(page);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.notEqual(ground, "rgb(255, 255, 255)", "the page is dark");
      assert.deepEqual([...(await violations(page)), ...page.faults], [], page.url());
    } finally {
      await page.context().close();
    }
  });
}

for (const size of [PHONE, TABLET]) {
  test(`the menu and the choice of group are in order when they are open, at ${size.width}`, async () => {
    const page = await openTabWithAxe(both, { viewport: size });
    try {
      for (const menu of [".ww-menu", ".ww-changer"]) {
        await page.goto("/for/social-care?nation=wales");
        await page.locator(`${menu} > summary`).click();
        assert.deepEqual([...(await violations(page, "header")), ...(await structure(page)), ...page.faults], [], menu);
      }
    } finally {
      await page.context().close();
    }
  });
}
