// A day without alerts: pages say so, and are in order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTabWithAxe, structure, violations } from "./faults.mjs";
import { PHONE, hubAndBrowser } from "./hub.mjs";

const both = hubAndBrowser({ hasAlert: false });

for (const [path, words] of [
  ["/", /No alerts today|Nothing new since/],
  ["/alerts", /Nothing to act on today|Nothing new since/],
  ["/for/finance", /no alert|nothing new|no live alert/i],
]) {
  test(`${path} says that there are no alerts`, async () => {
    const page = await openTabWithAxe(both, { viewport: PHONE });
    try {
      await page.goto(path);
      assert.match(await page.locator("main").innerText(), words);
      assert.deepEqual([...(await violations(page)), ...(await structure(page)), ...page.faults], []);
    } finally {
      await page.context().close();
    }
  });
}
