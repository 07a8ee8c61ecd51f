import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { readBody } from '../gateway/request-body.ts';
import type { Pool } from './pools.ts';
import { messagePage, signInPage } from './sign-in-pages.ts';

const MAX_FORM_BYTES = 10_000;

/** Serves the sign-in page (GET), and signs in the chosen user (POST). */
export function createSignIn(
  provider: Provider,
  pool: Pool,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const details = await provider.interactionDetails(request, response).catch(() => undefined);
    if (details === undefined) {
      const again = 'This sign-in has expired, or cookies are blocked. Start it again from the application.';
      respondHtml(response, 400, messagePage('Sign-in failed', again));
      return;
    }
    if (request.method !== 'POST') {
      const clientName =
        pool.clients.find(({ id }) => id === details.params['client_id'])?.name ?? 'An application';
      respondHtml(response, 200, signInPage(pool, { clientName, action: request.url ?? '' }));
      return;
    }
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString());
    const user = pool.users.find(({ username }) => username === form.get('username'));
    if (user === undefined) {
      const unknown = `${pool.name} has no user "${form.get('username') ?? ''}".`;
      respondHtml(response, 400, messagePage('Sign-in failed', unknown));
      return;
    }
    await provider.interactionFinished(request, response, { login: { accountId: user.sub } });
  };
}

function respondHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'cache-control': 'no-store',
    // A page of another site could otherwise make its visitor click.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}
