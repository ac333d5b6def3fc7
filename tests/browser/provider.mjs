// An identity provider on this machine: a certified one, with people of our own.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const CLIENT = "watchward";
const SECRET = "a secret between the hub and its provider";

/** What the hub is told of the provider. */
export const SHARED = { client: CLIENT, secret: SECRET };

/**
 * Starts a provider that sends people back to `hub`. `people` maps what somebody types as their name to
 * what the provider says of them; it is asked each time.
 */
export async function startProvider(hub, people) {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${hub}/sign-in/single/callback`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    // Everything stands in the ID token, as with the providers that councils have.
    conformIdTokenClaims: false,
    cookies: { keys: ["kept for one test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: "sig", alg: "RS256", kid: "of-the-test" }] },
    // Nobody is asked for consent to what their own council set up.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
    ttl: { Grant: 600, Session: 600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    interact(provider, request, response).catch((fault) => response.writeHead(500).end(String(fault)));
  });
  return {
    issuer,
    stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

const PAGE = `<!doctype html><html lang="en"><title>Your work account</title><link rel="icon" href="data:,">
<h1>Your work account</h1><form method="post"><label>Who are you? <input name="who"></label><button>Go on</button></form>`;

/** Asks who somebody is, and believes it. */
async function interact(provider, request, response) {
  if (request.method !== "POST") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
  let body = "";
  for await (const bytes of request) body += bytes;
  const accountId = new URLSearchParams(body).get("who");
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
}

/** Says at the provider who one is, by keyboard. */
export async function proveAtProvider(page, issuer, name) {
  await page.waitForURL(`${issuer}/interaction/**`);
  await page.getByLabel("Who are you?").focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}
