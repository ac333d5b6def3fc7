// Nothing goes at one press, and nothing that was typed is lost when somebody was signed out meanwhile.
import assert from "node:assert/strict";
import { PASSWORD, linkIn, look, press, setUp } from "./first-sign-in.mjs";
import { PHONE, arriveAt, heading, hubAndBrowser, journey, openTab } from "./hub.mjs";

const both = hubAndBrowser();
const DOMAIN = "cyber-resilience.northvale-and-southmere.gov.uk";
const HOST = `hub.${DOMAIN}`;

/** Follows a link of the page by these words. */
const follow = (page, name) => page.locator("main").getByRole("link", { name, exact: true }).click();

/** Leaves the question unanswered, comes back to it, and presses the button. */
async function askedBefore(page, { link, question, out, button, list }) {
  await follow(page, link);
  assert.equal(await heading(page), question);
  await look(page);
  await follow(page, out);
  await arriveAt(page, list);
  await follow(page, link);
  await press(page, button);
  await arriveAt(page, list);
  await look(page);
}

/** An administrator of Northvale, whom the hub's own administrator has entered. Answers with the tab and the app. */
async function administrator() {
  const said = await both.hub.command(
    "person", "add", "ada@northvale.example", "--name", "Ada Archer", "--organisation", "northvale", "--role", "administrator", "--print",
  );
  const page = await openTab(both, { viewport: PHONE });
  await page.goto(linkIn(said));
  await press(page, "Continue");
  return [page, await setUp(page)];
}

journey("what goes is asked about first, and what was typed is not lost", both, { viewport: PHONE }, async (keeper) => {
  await keeper.goto(await both.hub.firstLink());
  await keeper.getByLabel("Your name").fill("Kit Keeper");
  await keeper.getByLabel("Your e-mail address").fill("kit@hub.example");
  await press(keeper, "Continue");
  await setUp(keeper);
  await keeper.goto("/hub/organisations/by-hand");
  await keeper.getByLabel("Name", { exact: true }).fill("Northvale");
  await keeper.getByLabel("Another public body").check();
  await keeper.getByLabel("England").check();
  await press(keeper, "Add it");
  await arriveAt(keeper, /^\/hub\/organisations\/[0-9a-f-]{36}/);
  const northvale = new URL(keeper.url()).pathname;
  await keeper.getByLabel("Add a host name").fill(HOST);
  await press(keeper, "Add host name");
  await look(keeper);
  await askedBefore(keeper, {
    link: `Remove ${HOST}`,
    question: `Remove ${HOST} from Northvale?`,
    out: "Keep it",
    button: "Remove this host name",
    list: northvale,
  });

  const [ada, app] = await administrator();
  await ada.goto("/organisation/domains");
  await ada.getByLabel("E-mail domain").fill(DOMAIN);
  await press(ada, "Add");
  await look(ada);
  await askedBefore(ada, {
    link: `Remove ${DOMAIN}`,
    question: `Remove ${DOMAIN}?`,
    out: "Keep it",
    button: "Remove this domain",
    list: "/organisation/domains",
  });
  await ada.goto("/organisation/people/invitation");
  await ada.getByLabel("Their e-mail address").fill("sam@northvale.example");
  await press(ada, "Invite");
  await ada.getByRole("heading", { name: "Invited" }).waitFor();
  await ada.goto("/organisation/people");
  await askedBefore(ada, {
    link: "Withdraw the invitation of sam@northvale.example",
    question: "Withdraw the invitation of sam@northvale.example?",
    out: "Let it stand",
    button: "Withdraw the invitation",
    list: "/organisation/people",
  });

  // The form is open while she is signed out in another tab.
  await ada.goto("/organisation/controllers/new");
  await look(ada);
  await ada.getByLabel("Another controller in its own right").check();
  await ada.getByLabel("What is it called?").fill("Coroner for \"Northvale\" & <around>");
  await ada.getByLabel("Phone", { exact: true }).fill("01632 960 100");
  await ada.getByLabel("Label of: Phone").selectOption("CLEAR");
  const elsewhere = await ada.context().newPage();
  await elsewhere.goto("/");
  await elsewhere.locator(".ww-person").getByRole("button", { name: "Sign out" }).click();
  await arriveAt(elsewhere, "/");
  await elsewhere.close();
  await press(ada, "Save");
  await ada.getByRole("heading", { name: "You are no longer signed in" }).waitFor();
  await look(ada);
  assert.ok((await ada.locator("main").innerText()).includes("Coroner for \"Northvale\" & <around>"));
  const [door] = await Promise.all([ada.waitForEvent("popup"), follow(ada, "Sign in (opens in a new tab)")]);
  await door.getByLabel("E-mail address").fill("ada@northvale.example");
  await door.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await press(door, "Continue");
  await arriveAt(door, "/sign-in/code");
  await door.getByLabel("Code", { exact: true }).fill(await app.code());
  await press(door, "Sign in");
  await arriveAt(door, "/organisation/controllers/new");
  await door.close();
  await press(ada, "Send it again");
  await arriveAt(ada, "/organisation/controllers");
  await look(ada);
  await ada.getByRole("heading", { name: "Coroner for \"Northvale\" & <around>" }).waitFor();
  assert.deepEqual(ada.faults, []);
  await ada.context().close();
});
