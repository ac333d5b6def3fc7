// What people come for, as they would do it with a mouse or a thumb.
import assert from "node:assert/strict";
import {
  DESKTOP,
  OUT_OF_HOURS,
  PHONE,
  SERVICE_DESK,
  arriveAt,
  heading,
  hubAndBrowser,
  journey,
  pathOf,
} from "./hub.mjs";

const both = hubAndBrowser();
const PARTS = ["Likely threats and incidents", "Support and guidance", "Opportunities and resources"];

journey(
  "from the first page a finance officer reaches a threat, its card and a number",
  both,
  { viewport: PHONE },
  async (page) => {
    await page.goto("/");
    await page.locator(".ww-doors a", { hasText: "Finance" }).click();
    await arriveAt(page, "/for/finance");
    assert.equal(await heading(page), "Cyber security for finance teams");
    assert.equal(await page.locator(".ww-three > li").count(), 3);
    const parts = await page.locator("main h2").allInnerTexts();
    assert.deepEqual(
      parts.filter((part) => PARTS.includes(part)),
      PARTS,
    );
    await page
      .locator("section[aria-labelledby=threats-and-incidents]")
      .getByRole("link", { name: "False bank changes and urgent payments" })
      .click();
    await arriveAt(page, /^\/threats\/business-email-compromise\?.*for=finance/);
    await page
      .locator("main")
      .getByRole("link", { name: "A payment, bank or payroll change looks wrong" })
      .first()
      .click();
    await arriveAt(page, "/something-is-wrong/payment-or-bank-change/finance");
    assert.ok((await page.locator(".ww-steps > li").count()) >= 3);
    const desk = page.locator(".ww-calls").getByRole("link", { name: SERVICE_DESK.shown });
    assert.equal(await desk.getAttribute("href"), SERVICE_DESK.href);
  },
);

journey("each entry of a group's page says why it is there", both, {}, async (page) => {
  await page.goto("/for/human-resources");
  const rows = page.locator(".ww-part .ww-rows:not(.ww-rows--plain) > li");
  const all = await rows.count();
  assert.ok(all > 10, `${all} rows`);
  // A row says it itself, or stands with its neighbours under a line that speaks for all of them.
  const own = await rows.filter({ has: page.locator(".ww-why") }).count();
  const led = await page.locator(".ww-rows__lead").allInnerTexts();
  const words = ["two", "three", "four", "five", "six"];
  const spoken = led.map((lead) => words.indexOf(/^These (\w+)/.exec(lead)[1]) + 2);
  assert.equal(own + spoken.reduce((sum, count) => sum + count, 0), all, led.join(" "));
  const why = page.locator(".ww-three details").first();
  await why.locator("summary").click();
  assert.ok(await why.locator("p").isVisible());
});

journey(
  "two taps lead from what happened to a card with numbers that can be rung",
  both,
  { viewport: PHONE },
  async (page) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Something is wrong right now" }).click();
    await arriveAt(page, "/something-is-wrong");
    const first = await page.locator("main h2").first().innerText();
    assert.equal(first, "Could someone be hurt tonight?");
    await page.getByRole("link", { name: "I clicked a link or gave my password" }).click();
    await page.locator(".ww-choices").getByRole("link", { name: "Social care" }).click();
    await arriveAt(page, "/something-is-wrong/clicked-or-gave-password/social-care");
    const numbers = await page
      .locator(".ww-ring a, .ww-calls a")
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute("href")]));
    const rung = numbers.filter(([, href]) => href.startsWith("tel:"));
    assert.ok(
      rung.some(([shown, href]) => shown === SERVICE_DESK.shown && href === SERVICE_DESK.href),
      JSON.stringify(numbers),
    );
    assert.ok(
      rung.some(([shown, href]) => shown === OUT_OF_HOURS.shown && href === OUT_OF_HOURS.href),
      JSON.stringify(numbers),
    );
    for (const [shown, href] of rung) assert.equal(href.replace("tel:", ""), shown.replace(/[^\d+]/g, ""));
    const thumb = await page.locator(".ww-ring a").boundingBox();
    assert.ok(thumb.height >= 24 && thumb.y < 2 * PHONE.height, "the first number is large and near the top");
  },
);

journey("whoever has chosen a group is one tap from the card", both, { viewport: PHONE }, async (page) => {
  await page.goto("/?for=finance");
  await page.getByRole("link", { name: "Something is wrong right now" }).click();
  await page.getByRole("link", { name: "A payment or a bank change looks wrong" }).click();
  await arriveAt(page, "/something-is-wrong/payment-or-bank-change/finance");
});

journey("a misspelt question finds its answer", both, {}, async (page) => {
  await page.goto("/");
  await page
    .getByRole("searchbox", { name: "What would you like to know?" })
    .fill("how do i chekc a chnage of bank detials");
  await page.getByRole("searchbox", { name: "What would you like to know?" }).press("Enter");
  await arriveAt(page, "/search");
  const best = page.locator(".ww-answer h2 a, .ww-rows h2 a");
  const titles = (await best.allInnerTexts()).slice(0, 3);
  assert.ok(titles.includes("How do I check a change of bank details?"), JSON.stringify(titles));
  await best.filter({ hasText: "How do I check a change of bank details?" }).first().click();
  await arriveAt(page, "/questions/how-do-i-check-a-bank-change");
  assert.match(await page.locator("main").innerText(), /number you already held/);
});

journey("a search that finds nothing says what to try", both, {}, async (page) => {
  await page.goto("/search?q=qqxzzv+wvvxq");
  assert.match(await page.locator(".ww-empty").innerText(), /Nothing found[^]*Try fewer or other words/);
});

for (const viewport of [PHONE, DESKTOP]) {
  journey(
    `guidance is narrowed by group and stage, and the address keeps it, at ${viewport.width}`,
    both,
    { viewport },
    async (page) => {
      await page.goto("/guidance");
      const all = await page.locator(".ww-sort").innerText();
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
      const narrowed = await page.locator(".ww-sort").innerText();
      assert.notEqual(narrowed, all);
      const shown = await page.locator(".ww-list .ww-rows > li").count();
      assert.equal(Number(/^(\d+) of/.exec(narrowed)[1]), shown);
      const address = pathOf(page);

      await page.locator(".ww-list .ww-rows h2 a").first().click();
      await arriveAt(page, /^\/guidance\/./);
      await page.goBack();
      assert.equal(pathOf(page), address);
      assert.ok(await page.locator('[name="audience"][value="procurement"]').isChecked());
      await page.goBack();
      await arriveAt(page, "/guidance");
      assert.equal(await page.locator(".ww-sort").innerText(), all);

      await page.goto(address);
      assert.equal(await page.locator(".ww-sort").innerText(), narrowed);
      await page.getByRole("link", { name: /^Clear all/ }).click();
      assert.equal(await page.locator(".ww-sort").innerText(), all);
    },
  );
}

journey("the group is changed in one place and stays in every link", both, { viewport: PHONE }, async (page) => {
  await page.goto("/threats/ransomware?for=finance");
  await page.locator(".ww-changer > summary").click();
  await page.locator(".ww-changer").getByRole("link", { name: "Human resources" }).click();
  await arriveAt(page, /^\/threats\/ransomware\?for=human-resources$/);
  assert.match(await page.locator(".ww-changer > summary").innerText(), /Human resources/);
  assert.match(await page.locator(".ww-aside h2").first().innerText(), /^For human resources:/);
  const away = await page.evaluate(() =>
    [...document.querySelectorAll("header .ww-nav a, header .ww-wrong a, main a, footer a")]
      .map((link) => link.getAttribute("href"))
      .filter((href) => href.startsWith("/") && !href.startsWith("/for/") && !href.includes("for=human-resources"))
      .filter((href) => !/^\/something-is-wrong\/[^/]+\/human-resources/.test(href)),
  );
  assert.deepEqual(away, []);
  await page.locator("main .ww-rows a").first().click();
  assert.match(await page.locator(".ww-changer > summary").innerText(), /Human resources/);
  assert.deepEqual(await page.context().cookies(), []);
});

journey("a form with an error keeps what was typed, leads to the field, and is then sent", both, {}, async (page) => {
  await page.goto("/for/finance");
  await page.getByRole("link", { name: "Tell us something about this page" }).click();
  await arriveAt(page, "/get-involved/feedback");
  await page.getByLabel("Your name (optional)").fill("Ada from Payments");
  await page.getByLabel("Your e-mail address (optional)").fill("ada at northvale");
  await page.getByRole("button", { name: "Send" }).click();

  const summary = page.locator(".govuk-error-summary");
  await summary.waitFor();
  assert.match(await page.title(), /^Error: /);
  assert.ok(await summary.evaluate((box) => box === document.activeElement), "the summary has the focus");
  assert.equal(await page.getByLabel("Your name (optional)").inputValue(), "Ada from Payments");
  assert.equal(await page.getByLabel("Your e-mail address (optional)").inputValue(), "ada at northvale");
  assert.match(await page.getByLabel("Which page is it about? (optional)").inputValue(), /\/for\/finance/);

  const words = page.getByLabel("What do you want to tell us?");
  await summary.getByRole("link").first().click();
  assert.ok(await words.evaluate((field) => field === document.activeElement), "the link leads to the field");
  assert.match(await words.getAttribute("aria-describedby"), /error/);
  await words.fill("The one-minute reading worked well on Tuesday.");
  await page.getByLabel("Your e-mail address (optional)").fill("ada@northvale.example");
  await page.getByRole("button", { name: "Send" }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/feedback/);
  assert.equal(await heading(page), "Thank you");
  assert.match(await page.locator("main").innerText(), /within 5 working days/);

  const mail = await untilMail((text) => text.includes("worked well on Tuesday"));
  assert.match(mail, /^To: .*editors@northvale\.example/m);
});

journey("a reader whom a page did not help says what was missing, and goes back", both, {}, async (page) => {
  await page.goto("/guidance/verify-bank-details");
  await page.locator(".ww-useful").getByRole("button", { name: /^No/ }).click();
  await arriveAt(page, /^\/usefulness\/./);
  await page.locator("textarea").fill("It does not say what to do about direct debits.");
  await page.getByRole("button", { name: "Send" }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/./);
  await page.getByRole("link", { name: "Back to the page you were reading" }).click();
  await arriveAt(page, "/guidance/verify-bank-details");
});

journey("whoever says whether a page helped keeps the chosen group", both, {}, async (page) => {
  await page.goto("/guidance/verify-bank-details?for=finance");
  await page.locator(".ww-useful").getByRole("button", { name: /^Yes/ }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/./);
  await page.getByRole("link", { name: "Back to the page you were reading" }).click();
  await arriveAt(page, /^\/guidance\/verify-bank-details/);
  assert.equal(pathOf(page), "/guidance/verify-bank-details?for=finance");
});

journey("one press says that a page helped", both, {}, async (page) => {
  await page.goto("/glossary/backup");
  await page.locator(".ww-useful").getByRole("button", { name: /^Yes/ }).click();
  await arriveAt(page, /^\/get-involved\/thank-you\/./);
  await page.getByRole("link", { name: "Back to the page you were reading" }).click();
  await arriveAt(page, "/glossary/backup");
});

journey(
  "the week in one minute is followed from the group's page and copied whole",
  both,
  { permissions: ["clipboard-read", "clipboard-write"] },
  async (page) => {
    await page.goto("/for/social-care");
    await page.getByRole("link", { name: "Open the one-minute reading" }).click();
    await arriveAt(page, /^\/for\/social-care\/one-minute/);
    const text = await page.locator("#one-minute").innerText();
    const words = text.split(/\s+/).filter(Boolean).length;
    assert.ok(words > 40 && words < 150, `${words} words`);
    await page.getByRole("button", { name: "Copy this text" }).click();
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text.trim());
    await page.evaluate(() => (window.print = () => (window.wasPrinted = true)));
    await page.getByRole("button", { name: "Print this" }).click();
    assert.ok(await page.evaluate(() => window.wasPrinted));
  },
);

journey("the menu opens, and closes by Escape and by a press elsewhere", both, { viewport: PHONE }, async (page) => {
  await page.goto("/guidance");
  const menu = page.locator(".ww-menu");
  await menu.locator("summary").click();
  assert.ok(await menu.getByRole("link", { name: "Case studies" }).isVisible());
  await page.keyboard.press("Escape");
  assert.ok(await menu.getByRole("link", { name: "Case studies" }).isHidden());
  await menu.locator("summary").click();
  await page.locator(".ww-foot p").click();
  assert.ok(await menu.getByRole("link", { name: "Case studies" }).isHidden());
});

/** The mail to the editors goes out after the answer, so it is waited for. */
async function untilMail(isIt) {
  const late = Date.now() + 20_000;
  while (Date.now() < late) {
    const mail = (await both.hub.mails()).map(decoded).find(isIt);
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such mail in ${both.hub.data}/mail`);
}

/** The text of a mail without the line ends of its encoding. */
const decoded = (mail) => mail.replace(/=\r?\n/g, "").replace(/=3D/g, "=");
