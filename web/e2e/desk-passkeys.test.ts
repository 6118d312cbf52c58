// Signing in without a password, with an authenticator that the browser itself plays.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow, PASSWORD } from "./desk-window.ts";
import { freePort } from "./port.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  browser = await startBrowser();
  // Browsers make no passkeys for an address of numbers.
  const port = await freePort();
  stet = await Stet.start({ STET_PUBLIC_URL: `http://localhost:${port}` }, `127.0.0.1:${port}`);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** Gives the page's device a keeper of passkeys, whose owner always agrees; returns how many it has. */
async function withAuthenticator(page: Page): Promise<() => Promise<number>> {
  const line = await page.context().newCDPSession(page);
  await line.send("WebAuthn.enable");
  const { authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => (await line.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length;
}

/** Makes the browser one that offers no passkeys by itself: the authenticator would answer before anybody pressed a button. */
async function withoutOffers(page: Page): Promise<void> {
  const none = (): void => void (PublicKeyCredential.isConditionalMediationAvailable = async () => false);
  await page.addInitScript(none);
  await page.evaluate(none);
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: `You, ${name}` }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}

async function signInWithPasskey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

test("a member adds a passkey, signs in with it, and cannot once it is removed", async () => {
  const link = await stet.invite("ada@example.org", "editor");
  const ada = await DeskWindow.follow(browser, link, { name: "Ada Osei" });
  const { page } = ada;
  const kept = await withAuthenticator(page);
  await withoutOffers(page);
  await ada.go("/desk/me");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const mine = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Remove" }) });
  await mine.filter({ hasText: "Chrome on this device" }).waitFor();
  assert.equal(await kept(), 1);

  // The same device does not make a second.
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("The passkey was not used.").waitFor();
  assert.equal(await kept(), 1);

  await signOut(page, "Ada Osei");
  await signInWithPasskey(page);
  await page.getByRole("link", { name: "You, Ada Osei" }).waitFor();

  await ada.go("/desk/me");
  const dialog = page.getByRole("dialog");
  await mine.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("heading", { name: "Remove “Chrome on this device”?" }).waitFor();
  // Whoever presses Enter too soon has removed nothing.
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.reload();
  await mine.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await mine.waitFor({ state: "detached" });
  await signOut(page, "Ada Osei");
  ada.expect(/status of 401/);
  await signInWithPasskey(page);
  await page.getByRole("alert").waitFor();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await ada.leave();
});

test("a passkey answers its own challenge only, and lets nobody in who is disabled", async () => {
  const cleo = await DeskWindow.follow(browser, await stet.invite("cleo@example.org", "editor"), { name: "Cleo Marsh" });
  const { page } = cleo;
  await withAuthenticator(page);
  await withoutOffers(page);
  await cleo.go("/desk/me");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("listitem").filter({ hasText: "Chrome on this device" }).waitFor();
  await signOut(page, "Cleo Marsh");

  cleo.expect(/status of 401/);
  const answered = await page.evaluate(async () => {
    const send = (path: string, body: object): Promise<Response> =>
      fetch(`/api/v1/auth/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    type Challenge = { id: string; options: PublicKeyCredentialRequestOptionsJSON };
    const challenge = async (): Promise<Challenge> => (await send("passkey/challenge", {})).json() as Promise<Challenge>;
    const [asked, other] = [await challenge(), await challenge()];
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options);
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    const answer = await send("passkey", { id: other.id, credential: credential.toJSON() as object });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  });
  assert.deepEqual(answered, [401, "sign_in_failed"]);

  await signInWithPasskey(page);
  await page.getByRole("link", { name: "You, Cleo Marsh" }).waitFor();
  await signOut(page, "Cleo Marsh");
  const { members } = (await stet.ask("GET", "/members")) as { members: { id: string; email: string }[] };
  const { id } = members.find(({ email }) => email === "cleo@example.org") ?? assert.fail("Cleo is no member");
  await stet.ask("PATCH", `/members/${id}`, { disabled: true });
  await signInWithPasskey(page);
  await page.getByRole("alert").waitFor();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await cleo.leave();
});

test("whoever is invited comes in with a passkey and has no password", async () => {
  const ben = await DeskWindow.at(browser, await stet.invite("ben@example.org", "reporter"));
  const { page } = ben;
  const kept = await withAuthenticator(page);
  await withoutOffers(page);
  await page.getByLabel("Your name").fill("Ben Lindqvist");
  await page.getByLabel("With a passkey on this device").check();
  assert.equal(await page.getByLabel("Password", { exact: true }).count(), 0);
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("heading", { name: "Coverages", level: 1 }).waitFor();
  assert.equal(await kept(), 1);

  await signOut(page, "Ben Lindqvist");
  ben.expect(/status of 401/);
  await page.getByLabel("E-mail").fill("ben@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await signInWithPasskey(page);
  await page.getByRole("link", { name: "You, Ben Lindqvist" }).waitFor();
  await ben.go("/desk/me");
  await page.getByRole("heading", { name: "Set a password" }).waitFor();
  await ben.leave();
});

test("a passkey is offered where the e-mail address is filled in, and signs in without the button", async () => {
  const dora = await DeskWindow.follow(browser, await stet.invite("dora@example.org", "reporter"), { name: "Dora Quist" });
  const { page } = dora;
  await withAuthenticator(page);
  await dora.go("/desk/me");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Chrome on this device").waitFor();
  // The authenticator answers at once what the browser would only offer beside the field.
  const used = page.waitForResponse((answer) => answer.url().endsWith("/auth/passkey"));
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  assert.equal((await used).status(), 200);
  await page.getByRole("link", { name: "You, Dora Quist" }).waitFor();
  await dora.leave();
});
