import { setTimeout as sleep } from 'node:timers/promises';

export type CheckedRoute = {
  readonly path: string;
  /** What was answered in the end; undefined where nobody answered. */
  readonly status: number | undefined;
  readonly ok: boolean;
  readonly detail: string;
};

/** A new route takes some seconds until every node of API Gateway knows it. */
const MAX_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const ANSWER_TIMEOUT_MS = 15_000;
/** Said by our functions, and by nobody before them. */
const OURS = 'x-correlation-id';

/**
 * Asks each route once it has an answer of its function: nothing is found under a made-up id, but the function was
 * started, read its table as its role allows, and said so. A route that asks for a token proves that it stands.
 *
 * @param baseUrl where the paths begin
 * @param paths of routes that only read, as API Gateway writes them: `/v1/orders/{orderId}`
 */
export async function checkRoutes(
  baseUrl: string,
  paths: readonly string[],
  firstPauseMs = FIRST_PAUSE_MS,
): Promise<readonly CheckedRoute[]> {
  return Promise.all(paths.map((path) => checkRoute(baseUrl, path, firstPauseMs)));
}

async function checkRoute(baseUrl: string, path: string, firstPauseMs: number): Promise<CheckedRoute> {
  const url = `${baseUrl.replace(/(?<!\/)\/+$/, '')}${path.replace(/\{[^{}]+\}/g, 'deploy-check')}`;
  for (let attempt = 1; ; attempt += 1) {
    const checked = await ask(url, path);
    if (checked.ok || attempt === MAX_ATTEMPTS) return checked;
    await sleep(firstPauseMs * 2 ** (attempt - 1));
  }
}

async function ask(url: string, path: string): Promise<CheckedRoute> {
  try {
    const { status, headers, body } = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await body?.cancel();
    if (status === 401 || status === 403) return { path, status, ok: true, detail: 'asks for a token' };
    if (status >= 500) return { path, status, ok: false, detail: 'fails' };
    if (!headers.has(OURS)) return { path, status, ok: false, detail: 'is not answered by our function' };
    return { path, status, ok: true, detail: 'is answered' };
  } catch (error) {
    const { cause, message } = error as Error;
    return { path, status: undefined, ok: false, detail: (cause as Error | undefined)?.message ?? message };
  }
}
