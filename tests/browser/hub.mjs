// What every test here needs: a hub of its own, a Chromium to read it with, and eyes for what is wrong.
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = process.env.WATCHWARD_TEST_PROGRAM ?? here("../../target/debug/watchward");
const CHROMIUM = process.env.WATCHWARD_TEST_CHROMIUM ?? "/usr/bin/chromium";
const PATIENCE = 30_000;

/** Where a picture of the page is left when a journey fails. */
const RESULTS = here("results");

/** The hub's own numbers, and how they are rung. */
export const SERVICE_DESK = { shown: "01632 960 100", href: "tel:01632960100" };
export const OUT_OF_HOURS = { shown: "01632 960 999", href: "tel:01632960999" };

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 768, height: 1024 };
export const DESKTOP = { width: 1280, height: 900 };

/** The settings of every hub here. `facts` are the council's own words, over the two numbers it always gives. */
const settingsWith = (facts) => `
council_name = "Northvale Council"
contact_email = "hub@northvale.example"
editors_email = "editors@northvale.example"
editors_answer_days = 5
mail_folder = "mail"
content = "content"

[local_facts]
${Object.entries({ "service-desk": SERVICE_DESK.shown, "out-of-hours": OUT_OF_HOURS.shown, ...facts })
  .map(([name, value]) => `${name} = "${value}"`)
  .join("\n")}
`;

/** Alerts come and go, so the tests bring their own: one that was published yesterday. */
function alert() {
  const day = (away) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);
  return `+++
title = "False payment e-mails in the names of real suppliers"
summary = "Council finance teams have had e-mails that change bank details, sent from real suppliers' mailboxes."
owner = "Test editors"
reviewed = ${day(-1)}
review_by = ${day(60)}
threats = ["business-email-compromise"]
services = ["supplier-payments"]
decision = "act-today"
published = ${day(-1)}
expires = ${day(30)}
reasons = ["Three councils have reported the same wording this week."]

[[audience]]
slug = "finance"
means = "A real supplier's e-mail may ask you to pay a thief."
today = "Ring the supplier on a number you already held before you change bank details."
it = "Search for the sender's address in last week's mail."
ask = "Which changes did we make this week, and who rang back?"

[[audience]]
slug = "all-staff"
means = "A message from a known name may not be from them."
today = "Send odd requests for payment to finance, and do not answer them."
it = "Nothing for IT to do."
ask = "Who do I tell?"
+++
`;
}

/** A card that only members may see, and a word that stands on it and nowhere else. */
export const GREEN_WORD = "Quillwort";

function greenCard() {
  return `+++
title = "${GREEN_WORD} has stopped"
summary = "What to do when ${GREEN_WORD} has stopped."
owner = "Test editors"
reviewed = 2026-11-24
review_by = 2027-05-24
own = "It is a test."
tlp = "GREEN"
order = 99
question = "${GREEN_WORD} has stopped"
[[steps]]
do = "Ring the people who run ${GREEN_WORD}"
+++
`;
}

/** Writes a person, an organisation and a session into the hub's database, as signing in does. */
const SIGN_IN = `
import json, sqlite3, sys, time
given = json.load(sys.stdin)
db = sqlite3.connect(given["file"], timeout=10)
now = int(time.time() * 1_000_000)
db.execute("insert into organisation (id, slug, name, name_key, kind, nation, added_at, version) values (?, ?, 'Anytown', 'anytown', 'council', 'england', ?, 1)", (given["organisation"], given["organisation"], now))
db.execute("insert into person (id, name, name_key, email, email_key, is_disabled, added_at, version) values (?, 'Sam Reader', 'sam reader', ?, ?, 0, ?, 1)", (given["person"], given["email"], given["email"], now))
db.execute("insert into membership (organisation_id, person_id, role, origin, since) values (?, ?, 'member', 'test', ?)", (given["organisation"], given["person"], now))
db.execute("insert into session (id, person_id, token_digest, organisation_id, method, address, agent, began_at, proved_at, seen_at, is_to_rotate) values (?, ?, ?, ?, 'password', '', '', ?, ?, ?, 0)", (given["session"], given["person"], bytes.fromhex(given["digest"]), given["organisation"], now, now, now))
db.commit()
`;

/** The built program, serving a new data folder. */
export class Hub {
  static async start(settings = "", facts = {}) {
    assert.ok(existsSync(PROGRAM), `${PROGRAM} is not there: build it first (cargo build -p watchward)`);
    const data = await mkdtemp(join(tmpdir(), "watchward-browser-"));
    await mkdir(join(data, "content/alerts"), { recursive: true });
    await writeFile(join(data, "content/alerts/false-payment-e-mails.md"), alert());
    await mkdir(join(data, "content/first-hour"), { recursive: true });
    await writeFile(join(data, "content/first-hour/quillwort.md"), greenCard());
    await writeFile(join(data, "watchward.toml"), settings + settingsWith(facts));
    // Settings of whoever runs the tests must not reach this hub.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("WATCHWARD_")));
    const child = spawn(
      PROGRAM,
      ["serve", "--data", data, "--config", join(data, "watchward.toml"), "--listen", "127.0.0.1:0"],
      {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const hub = new Hub(child, data);
    try {
      hub.address = await hub.#ready();
    } catch (fault) {
      await hub.stop().catch(() => {});
      throw fault;
    }
    return hub;
  }

  constructor(child, data) {
    this.child = child;
    this.data = data;
    this.log = "";
    /** What it has said on standard output. */
    this.said = "";
    this.said = "";
    child.stderr.on("data", (bytes) => (this.log += bytes));
    this.ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)));
  }

  #ready() {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the hub was not ready in time\n${this.log}`)), PATIENCE);
      this.child.stdout.on("data", (bytes) => {
        this.said += bytes;
        const address = /^listening on (http:\/\/\S+)$/m.exec(this.said)?.[1];
        if (!address) return;
        clearTimeout(late);
        resolve(address);
      });
      this.child.once("error", reject);
      this.ended.then((status) => reject(new Error(`the hub ended (${status}) before it was ready\n${this.log}`)));
    });
  }

  /** Where somebody becomes the first administrator: the hub prints it once it listens. */
  async firstLink() {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const link = /^ {2}http:\/\/[^/]+(\/sign-in\/invitation\/\S+)$/m.exec(this.said)?.[1];
      if (link) return link;
      assert.ok(Date.now() < until, `no link for the first administrator was printed: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Runs a command beside it, and says what that printed. */
  async command(...words) {
    const own = ["--data", this.data, "--config", join(this.data, "watchward.toml")];
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("WATCHWARD_")));
    const { stdout } = await promisify(execFile)(PROGRAM, [...words, ...own], { env });
    return stdout;
  }

  /** The mails it has written for the editors. */
  async mails() {
    const folder = join(this.data, "mail");
    const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".eml")) : [];
    return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  }

  /** Signs a member of some council in, and gives a tab's browser the cookie of the session. */
  async signIn(page) {
    const token = randomBytes(32).toString("base64url");
    const given = {
      file: join(this.data, "watchward.sqlite"),
      organisation: randomUUID(),
      person: randomUUID(),
      session: randomUUID(),
      email: `${randomUUID()}@council.example`,
      digest: createHash("sha256").update(token).digest("hex"),
    };
    const python = process.env.WATCHWARD_TEST_PYTHON ?? "python3";
    const written = spawnSync(python, ["-c", SIGN_IN], { input: JSON.stringify(given), encoding: "utf8" });
    assert.equal(written.status, 0, `nobody could be signed in: ${written.error ?? written.stderr}`);
    await page.context().addCookies([{ name: "watchward", value: token, url: this.address, httpOnly: true }]);
  }

  /** Stops it, and removes its folder. It must stop of its own will. */
  async stop() {
    this.child.kill("SIGTERM");
    const late = setTimeout(() => this.child.kill("SIGKILL"), PATIENCE);
    const status = await this.ended;
    clearTimeout(late);
    await rm(this.data, { recursive: true, force: true });
    assert.equal(status, 0, `the hub did not stop cleanly\n${this.log}`);
  }
}

export function launch() {
  assert.ok(
    existsSync(CHROMIUM),
    `${CHROMIUM} is not there: install Debian's package chromium, or name another in WATCHWARD_TEST_CHROMIUM`,
  );
  return chromium.launch({ executablePath: CHROMIUM, args: ["--disable-gpu", "--disable-quic", "--disable-sync"] });
}

/**
 * A hub and a browser for the tests of one file; both are gone when they are over. `prepare` is done with
 * them before the first test.
 */
export function hubAndBrowser(settings, prepare = async () => {}, facts = {}) {
  const both = {};
  before(async () => {
    both.hub = await Hub.start(settings, facts);
    both.browser = await launch();
    await prepare(both);
  });
  after(async () => {
    await both.browser?.close();
    await both.hub?.stop();
  });
  return both;
}

/**
 * A tab with nothing kept from before. What goes wrong in it is in `page.faults`: errors on the console,
 * refusals by the security policy, and requests that leave the hub.
 */
export async function openTab({ hub, browser }, options = {}) {
  const context = await browser.newContext({
    baseURL: hub.address,
    viewport: DESKTOP,
    // Only the tests about them have service workers: a page that comes from a store proves nothing.
    serviceWorkers: "block",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A page that tells of a fault has a status that says so too.
    const isThePage = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
    if (message.type() === "error" && !isThePage) page.faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const isKnown = origin === hub.address || hub.mayLeadTo === origin;
    if (protocol !== "data:" && !isKnown) page.faults.push(`left the hub: ${request.url()}`);
  });
  return page;
}

/** A test in a tab of its own. When it fails, a picture of what stood there is left in results/. */
export function journey(name, both, options, walk, open = openTab) {
  test(name, async () => {
    const page = await open(both, options);
    try {
      await walk(page);
      assert.deepEqual(page.faults, []);
    } catch (fault) {
      await mkdir(RESULTS, { recursive: true });
      const picture = join(RESULTS, `${name.replace(/\W+/g, "-")}.png`);
      await page.screenshot({ path: picture, fullPage: true }).catch(() => {});
      console.error(`${name}: failed at ${page.url()}; see ${picture}`);
      throw fault;
    } finally {
      await page.context().close();
    }
  });
}

/** The address without the hub. */
export const pathOf = (page) => page.url().replace(/^https?:\/\/[^/]+/, "");

/** The title of the page, as a reader sees it. */
export const heading = (page) => page.locator("h1").innerText();

/** Waits until the reader stands at an address: its path as words or a pattern. */
export const arriveAt = (page, path) =>
  page.waitForURL((url) => (typeof path === "string" ? url.pathname === path : path.test(url.pathname + url.search)));
