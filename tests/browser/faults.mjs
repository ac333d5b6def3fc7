// What a machine can find wrong with a page.
import { readFile } from "node:fs/promises";
import { openTab } from "./hub.mjs";

/** What looks for faults: it runs in the page. */
export const AXE = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds, a line each. */
export const violations = (page, within = "html") =>
  page.evaluate(
    async ([within, values]) => {
      const found = await axe.run(within, {
        runOnly: { type: "tag", values },
        resultTypes: ["violations"],
        preload: false,
      });
      return found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`),
      );
    },
    [within, RULES],
  );

/** What is wrong with the page's headings and its width, a line each. */
export const structure = (page) =>
  page.evaluate(() => {
    const faults = [];
    const titles = document.querySelectorAll("h1").length;
    if (titles !== 1) faults.push(`it has ${titles} h1`);
    let before = 0;
    for (const heading of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")) {
      // GOV.UK's summary of errors and its banner stand before the title, by design.
      const isAbove = heading.closest(".govuk-error-summary, .govuk-notification-banner");
      if (!heading.checkVisibility() || isAbove) continue;
      const level = Number(heading.localName[1]);
      if (level > before + 1) faults.push(`"${heading.innerText}" is h${level} after h${before}`);
      before = level;
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`it scrolls sideways: ${scrollWidth} px in ${clientWidth} px`);
    return faults;
  });

/** Opens what is folded in the text, as axe-core does not look into it. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));

/** A tab in which axe-core can be asked. */
export async function openTabWithAxe(both, options) {
  const page = await openTab(both, options);
  await page.addInitScript(AXE);
  return page;
}
