import { createBrowser } from '@tradepost/local/identity/browser.spec-kit';
import {
  type RunningIdentity,
  startTestIdentity,
  withAnswer,
} from '@tradepost/local/identity/identity.spec-kit';
import { findPortPair } from '@tradepost/testing/cloud/port-pair';
import { signIn } from './sign-in.ts';

let running: RunningIdentity;
let redirectUri: string;
beforeAll(async () => {
  redirectUri = `http://localhost:${await findPortPair()}/callback`;
  running = await startTestIdentity((event) => withAnswer(event, {}), redirectUri);
});
afterAll(() => running.stop());

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

/** Signs in as a person does: opens the address, chooses a user, and follows the redirect to the command. */
async function signInBy(browser: ReturnType<typeof createBrowser>, fresh = false) {
  const pages: string[] = [];
  const visit = async (url: string) => {
    const page = await browser.open(url);
    pages.push(page.html);
    const back = page.status === 200 ? await browser.open(page.url, { username: 'sam' }) : page;
    pages.push(await (await fetch(back.url)).text());
  };
  const { issuer, clients } = running.pool;
  const clientId = clients.find(({ name }) => name === 'backoffice')?.id ?? '';
  const visits: Promise<void>[] = [];
  const onUrl = (url: string) => void visits.push(visit(url));
  const token = await signIn({ issuer, clientId, redirectUri, fresh, onUrl });
  await Promise.all(visits);
  return { token, pages };
}

it('signs a person in with a browser, and uses its session the next time unless it must be fresh', async () => {
  const browser = createBrowser(running.url);
  const first = await signInBy(browser);
  expect(claimsOf(first.token)).toMatchObject({ username: 'sam', iss: running.pool.issuer });
  expect(first.pages).toEqual([
    expect.stringContaining('backoffice asks you to sign in'),
    'You can close this page and go back to the terminal.\n',
  ]);
  expect((await signInBy(browser)).pages[0]).toBe('');
  expect((await signInBy(browser, true)).pages[0]).toContain('backoffice asks you to sign in');
});

it('names the port if it is taken', async () => {
  const { url } = running;
  const config = { issuer: running.pool.issuer, clientId: 'x', fresh: false, onUrl: () => undefined };
  await expect(signIn({ ...config, redirectUri: `${url}/callback` })).rejects.toThrow(
    `port ${new URL(url).port} must be free for the sign-in`,
  );
});
