// Every kind of page there is, and how a reader gets to it.

const at =
  (path, status = 200) =>
  async (page) => {
    const answer = await page.goto(path);
    if (answer.status() !== status) throw new Error(`${path} answers ${answer.status()}, not ${status}`);
  };

async function badForm(page) {
  await page.goto("/get-involved/case-study");
  await page.getByLabel("Your e-mail address (optional)").fill("nobody at home");
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator(".govuk-error-summary").waitFor();
}

async function thanked(page) {
  await page.goto("/get-involved/feedback");
  await page.getByLabel("What do you want to tell us?").fill("The page about payroll told me what I needed.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL("**/thank-you/**");
}

async function notUseful(page) {
  await page.goto("/guidance/verify-bank-details");
  await page.locator('.ww-useful button[value="no"]').click();
  await page.waitForURL("**/usefulness/**");
}

/** Name, and the way there. */
export const KINDS = new Map([
  ["home", at("/")],
  ["home-for-a-group", at("/?for=social-care&nation=wales")],
  ["group", at("/for/finance")],
  ["one-minute", at("/for/finance/one-minute")],
  ["threats", at("/threats")],
  ["threats-for-a-group", at("/threats?for=finance")],
  ["threat", at("/threats/ransomware")],
  ["threat-for-a-group", at("/threats/business-email-compromise?for=finance")],
  ["services", at("/services")],
  ["service", at("/services/payroll")],
  ["guidance-list", at("/guidance")],
  ["guidance-list-narrowed", at("/guidance?audience=finance&stage=prevent")],
  ["guidance-list-empty", at("/guidance?audience=electoral-registration&service=highways-and-winter&stage=recover")],
  ["guidance", at("/guidance/verify-bank-details")],
  ["resources", at("/resources")],
  ["resource", at("/resources/directors-guide-finance")],
  ["opportunities", at("/opportunities")],
  ["opportunity", at("/opportunities/caf-support-fund")],
  ["case-studies", at("/case-studies")],
  ["case-study", at("/case-studies/hackney-2020")],
  ["questions", at("/questions")],
  ["question", at("/questions/what-is-cyber-security")],
  ["glossary", at("/glossary")],
  ["word", at("/glossary/multi-factor-authentication")],
  ["events", at("/events")],
  ["event", at("/events/polling-day")],
  ["contacts", at("/contacts")],
  ["contact", at("/contacts/report-fraud")],
  ["alerts", at("/alerts")],
  ["alert", at("/alerts/false-payment-e-mails")],
  ["search", at("/search")],
  ["search-results", at("/search?q=backups")],
  ["search-sure", at("/search?q=what+does+SIRO+mean")],
  ["search-nothing", at("/search?q=qqxzzv+wvvxq")],
  ["something-is-wrong", at("/something-is-wrong")],
  ["trouble", at("/something-is-wrong/clicked-or-gave-password")],
  ["card", at("/something-is-wrong/payment-or-bank-change/finance")],
  ["card-where-people-may-be-hurt", at("/something-is-wrong/care-alarms-or-doors/social-care")],
  ["get-involved", at("/get-involved")],
  ["feedback-form", at("/get-involved/feedback")],
  ["case-study-form", at("/get-involved/case-study")],
  ["resource-form", at("/get-involved/resource")],
  ["form-with-errors", badForm],
  ["thank-you", thanked],
  ["what-was-missing", notUseful],
  ["accessibility", at("/accessibility")],
  ["privacy", at("/privacy")],
  ["cookies", at("/cookies")],
  ["offline", at("/offline")],
  ["components", at("/components")],
  ["not-found", at("/guidance/no-such-page", 404)],
]);
