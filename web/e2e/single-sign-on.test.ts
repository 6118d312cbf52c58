// The newsroom's own sign-in, at a provider of OpenID Connect that others wrote.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { freePort } from "./port.ts";
import { Stet } from "./stet.ts";

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

/** Where addresses are told: in the ID token, or only to who asks for them. */
type Telling = "in the token" | "when asked";

/** A provider that lets everybody in who names an address, and has not verified those that say so. */
async function startProvider(stet: string, telling: Telling): Promise<{ issuer: string; server: Server }> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "stet",
        client_secret: "a secret between the two",
        redirect_uris: [`${stet}/api/v1/auth/oidc/callback`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: telling === "when asked",
    cookies: { keys: ["for this test only"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, email_verified: !sub.startsWith("unverified"), name: "Jo Field" }),
    }),
  });
  const server = createServer(provider.callback()).listen(port, "127.0.0.1");
  await once(server, "listening");
  return { issuer, server };
}

/** A desk with that sign-in, and a provider for it. */
async function startBoth(telling: Telling): Promise<{ stet: Stet; end: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { issuer, server } = await startProvider(url, telling);
  const settings = {
    STET_PUBLIC_URL: url,
    STET_OIDC_ISSUER: issuer,
    STET_OIDC_CLIENT_ID: "stet",
    STET_OIDC_CLIENT_SECRET: "a secret between the two",
    STET_OIDC_NAME: "the Gazette's account",
  };
  const stet = await Stet.start(settings, `127.0.0.1:${port}`);
  const end = async (): Promise<void> => {
    await stet.stop();
    server.closeAllConnections();
    server.close();
  };
  return { stet, end };
}

/** A window of a browser that knows nobody yet. */
async function newWindow(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  // The provider's forms ask for a font from elsewhere.
  await page.route("https://**", (route) => route.abort());
  return page;
}

/** Where a browser is that did not get in. */
async function fault(page: Page, stet: Stet): Promise<string> {
  await page.waitForURL((url) => url.pathname === "/desk/sign-in" && url.hash !== "");
  assert.equal(new URL(page.url()).origin, stet.url);
  return new URL(page.url()).hash;
}

/** Signs in at the provider; gives the status of the page that it leads to. */
async function signIn(page: Page, stet: Stet, email: string): Promise<number> {
  await page.goto(`${stet.url}/api/v1/auth/oidc`);
  return finish(page, stet, email);
}

/** Names oneself at the provider and goes on; gives the status of the page that it leads to. */
async function finish(page: Page, stet: Stet, email: string): Promise<number> {
  await page.locator("input[name=login]").fill(email);
  await page.locator("input[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  const back = page.waitForResponse((response) => response.url().startsWith(`${stet.url}/api/v1/auth/oidc/callback`));
  await page.getByRole("button", { name: "Continue" }).click();
  return (await back).status();
}

/** Who is signed in. */
async function me(page: Page, stet: Stet): Promise<{ email: string; name: string; role: string } | null> {
  const answer = await page.context().request.get(`${stet.url}/api/v1/auth`);
  return ((await answer.json()) as { member: { email: string; name: string; role: string } | null }).member;
}

for (const telling of ["in the token", "when asked"] as const) {
  test(`members and those who are invited sign in, nobody else does (addresses told ${telling})`, async () => {
    const { stet, end } = await startBoth(telling);
    const owner = await newWindow();
    assert.equal(await signIn(owner, stet, "owner@example.org"), 302);
    await owner.waitForURL(`${stet.url}/desk/`);
    assert.equal((await me(owner, stet))?.role, "owner");

    const stranger = await newWindow();
    assert.equal(await signIn(stranger, stet, "jo@example.org"), 303);
    assert.equal(await fault(stranger, stet), "#fault=not_a_member");
    assert.equal(await me(stranger, stet), null);
    await stet.ask("POST", "/invitations", { email: "Jo@example.org", role: "reporter" });
    const invited = await newWindow();
    assert.equal(await signIn(invited, stet, "jo@example.org"), 302);
    const { email, name, role } = (await me(invited, stet)) ?? {};
    assert.deepEqual({ email, name, role }, { email: "Jo@example.org", name: "Jo Field", role: "reporter" });

    await stet.ask("POST", "/invitations", { email: "unverified@example.org", role: "editor" });
    const unverified = await newWindow();
    assert.equal(await signIn(unverified, stet, "unverified@example.org"), 303);
    assert.equal(await fault(unverified, stet), "#fault=unverified_email");
    assert.equal(await me(unverified, stet), null);
    await end();
  });
}

test("a sign-in ends in the browser in which it was begun, and once", async () => {
  const { stet, end } = await startBoth("in the token");
  // A browser that is lured to the end of somebody else's sign-in lacks the cookie of its beginning.
  const lured = await newWindow();
  await lured.goto(`${stet.url}/api/v1/auth/oidc`);
  await lured.context().clearCookies({ name: "stet-oidc" });
  assert.equal(await finish(lured, stet, "owner@example.org"), 303);
  assert.equal(await fault(lured, stet), "#fault=sign_in_expired");
  assert.equal(await me(lured, stet), null, "nobody is signed in as somebody else");

  const owner = await newWindow();
  const back = owner.waitForResponse((response) => response.url().includes("/oidc/callback"));
  assert.equal(await signIn(owner, stet, "owner@example.org"), 302);
  const again = await owner.context().request.get((await back).url(), { maxRedirects: 0 });
  assert.equal(again.status(), 303);
  assert.equal(again.headers()["location"], "/desk/sign-in#fault=sign_in_expired", "what was used once is worth nothing");
  await end();
});
