// Reading by keyboard alone: where the focus is, and whether it can be seen.
import assert from "node:assert/strict";

/** How a thing that can have the focus looks. A ticked box is drawn by its label. */
const LOOK = `(thing) => {
  const drawnByLabel = thing.matches("input[type=checkbox], input[type=radio]");
  const style = drawnByLabel ? getComputedStyle(thing.nextElementSibling, "::before") : getComputedStyle(thing);
  const isBare = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 || /^rgba\\(.*, 0\\)$/.test(style.outlineColor);
  return { outline: isBare ? "none" : style.outline, shadow: style.boxShadow };
}`;

/** Remembers how everything looks while nothing has the focus. */
const remember = (page) =>
  page.evaluate(`{
    const look = ${LOOK};
    window.atRest ??= new Map([...document.querySelectorAll("a, button, input, select, summary, textarea, pre[tabindex]")]
      .filter((thing) => thing !== document.activeElement)
      .map((thing) => [thing, look(thing)]));
  }`);

/** What is wrong with the focus, if anything. */
const fault = (page) =>
  page.evaluate(`(() => {
    const look = ${LOOK};
    const thing = document.activeElement;
    if (!thing || thing === document.body) return "nothing has the focus";
    const name = thing.outerHTML.slice(0, 120);
    const box = thing.getBoundingClientRect();
    const isOnScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!isOnScreen) return "the focus is off the screen: " + name;
    const now = look(thing);
    const before = window.atRest.get(thing);
    const isOutlined = now.outline !== "none" && now.outline !== before?.outline;
    const isShadowed = now.shadow !== "none" && now.shadow !== before?.shadow;
    return isOutlined || isShadowed ? null : "the focus cannot be seen: " + name;
  })()`);

/** Presses Tab until `target` has the focus. Every stop on the way must show itself. */
export async function tabTo(page, target, limit = 90) {
  await target.waitFor();
  await remember(page);
  for (let stop = 0; stop < limit; stop += 1) {
    await page.keyboard.press("Tab");
    const wrong = await fault(page);
    assert.equal(wrong, null, `${wrong} (on ${page.url()})`);
    if (await target.evaluate((thing) => thing === document.activeElement)) return;
  }
  assert.fail(`${target} was not reached with ${limit} presses of Tab on ${page.url()}`);
}

/** Goes to `target` by Tab and follows it by Enter. */
export async function follow(page, target) {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Goes to a group of radio buttons by Tab, and to one of them by the arrows. */
export async function choose(page, radio) {
  const group = await radio.getAttribute("name");
  await tabTo(page, page.locator(`input[type=radio][name="${group}"]`).first());
  await page.keyboard.press("Space");
  const most = await page.locator(`input[type=radio][name="${group}"]`).count();
  for (let press = 0; press < most && !(await radio.isChecked()); press += 1) await page.keyboard.press("ArrowDown");
  assert.ok(await radio.isChecked(), `${radio} was not reached by the arrows on ${page.url()}`);
}

/** Goes to a field by Tab and types into it. */
export async function typeInto(page, field, words) {
  await tabTo(page, field);
  await page.keyboard.type(words);
}
