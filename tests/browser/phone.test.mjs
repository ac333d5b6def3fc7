// The first visit on a phone costs little, and needs no script.
import assert from "node:assert/strict";
import { createConnection, createServer } from "node:net";
import { once } from "node:events";
import { test } from "node:test";
import { PHONE, hubAndBrowser, openTab } from "./hub.mjs";

const both = hubAndBrowser();
const BUDGET = 60_000;

/** Stands between the browser and the hub, counts every byte that the hub sends, and notes what it was asked for. */
async function wire(hub) {
  const { hostname, port } = new URL(hub.address);
  const seen = { bytes: 0, asked: [] };
  const server = createServer((browser) => {
    const there = createConnection(Number(port), hostname);
    browser.on("data", (bytes) => {
      for (const [, path] of bytes.toString("latin1").matchAll(/^GET (\S+) HTTP/gm)) seen.asked.push(path);
      there.write(bytes);
    });
    there.on("data", (bytes) => {
      seen.bytes += bytes.length;
      browser.write(bytes);
    });
    const over = () => (browser.destroy(), there.destroy());
    for (const end of [browser, there]) end.on("error", over).on("close", over);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  seen.address = `http://127.0.0.1:${server.address().port}`;
  seen.close = () => server.close();
  return seen;
}

async function firstVisit(path, options) {
  const between = await wire(both.hub);
  const page = await openTab(
    { hub: { ...both.hub, address: between.address }, browser: both.browser },
    { viewport: PHONE, ...options },
  );
  await page.goto(path, { waitUntil: "networkidle" });
  if (options.serviceWorkers === "allow") await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForLoadState("networkidle");
  assert.deepEqual(page.faults, []);
  await page.context().close();
  between.close();
  return between;
}

test("the first visit to a group's page is under 60 kB over the wire, all counted", async (t) => {
  const { bytes, asked } = await firstVisit("/for/finance", { serviceWorkers: "allow" });
  t.diagnostic(`${bytes} bytes in ${asked.length} answers: ${asked.join(" ")}`);
  assert.ok(asked.includes("/service-worker.js"), "what the worker fetches is counted too");
  assert.ok(bytes < BUDGET, `${bytes} bytes: ${asked.join(" ")}`);
});

test("without scripts a first visit asks for the page, its style and its pictures, and nothing else", async (t) => {
  const { bytes, asked } = await firstVisit("/for/finance", { javaScriptEnabled: false });
  t.diagnostic(`${bytes} bytes: ${asked.join(" ")}`);
  const others = asked.filter((path) => path !== "/for/finance" && !/\.css$|\/(favicon|logo)\.svg$/.test(path));
  assert.deepEqual(others, []);
  assert.ok(bytes < BUDGET, `${bytes} bytes`);
});
