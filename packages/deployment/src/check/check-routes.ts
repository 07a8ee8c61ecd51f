import { setTimeout as sleep } from 'node:timers/promises';
import { ROUTES_WITHOUT_TOKEN } from '@tradepost/gates/templates/routes-without-token';

export type CheckedRoute = {
  readonly path: string;
  /** Status of the last answer; undefined if there was none. */
  readonly status: number | undefined;
  readonly ok: boolean;
  readonly detail: string;
};

/** A new route may take some seconds until API Gateway serves it everywhere. */
const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const ANSWER_TIMEOUT_MS = 15_000;
/** Header that only the services' functions send. */
const CORRELATION_ID_HEADER = 'x-correlation-id';

/**
 * Calls each route without a token until its function answers. A public route must answer, with 404 for a made-up id: this
 * shows that its function starts, and that its role may read its table. Every other route must require a token.
 *
 * @param baseUrl URL to which the paths are appended
 * @param paths paths of GET routes, as API Gateway writes them: `/v1/orders/{orderId}`
 * @param isOpen whether a route may answer without the token that it needs: in the local cloud
 */
export async function checkRoutes(
  baseUrl: string,
  paths: readonly string[],
  { isOpen, firstPauseMs = FIRST_PAUSE_MS }: { readonly isOpen: boolean; readonly firstPauseMs?: number },
): Promise<readonly CheckedRoute[]> {
  return Promise.all(
    paths.map((path) => {
      const needsToken = !ROUTES_WITHOUT_TOKEN.has(`GET ${path}`);
      return checkRoute(baseUrl, path, { needsToken, isOpen, firstPauseMs });
    }),
  );
}

type How = { readonly needsToken: boolean; readonly isOpen: boolean; readonly firstPauseMs: number };

async function checkRoute(baseUrl: string, path: string, how: How): Promise<CheckedRoute> {
  const url = `${baseUrl.replace(/(?<!\/)\/+$/, '')}${path.replace(/\{[^{}]+\}/g, 'deploy-check')}`;
  for (let attempt = 1; ; attempt += 1) {
    const checked = await ask(url, path, how);
    if (checked.ok || attempt === MAX_ATTEMPTS) return checked;
    await sleep(how.firstPauseMs * 2 ** (attempt - 1));
  }
}

async function ask(url: string, path: string, { needsToken, isOpen }: How): Promise<CheckedRoute> {
  try {
    const { status, headers, body } = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await body?.cancel();
    if (status === 401 || status === 403) {
      const detail = needsToken ? 'requires a token' : 'requires a token, though its contract needs none';
      return { path, status, ok: needsToken, detail };
    }
    if (status >= 500) return { path, status, ok: false, detail: 'fails' };
    if (!headers.has(CORRELATION_ID_HEADER))
      return { path, status, ok: false, detail: "is not answered by the service's function" };
    if (needsToken && !isOpen) return { path, status, ok: false, detail: 'is answered without a token' };
    return { path, status, ok: true, detail: 'is answered' };
  } catch (error) {
    const { cause, message } = error as Error;
    return { path, status: undefined, ok: false, detail: (cause as Error | undefined)?.message ?? message };
  }
}
