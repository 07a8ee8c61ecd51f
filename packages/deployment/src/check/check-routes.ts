import { setTimeout as sleep } from 'node:timers/promises';
import { CONTRACT_ACCESS } from '@tradepost/gates/templates/contract-access';
import { OPEN_ROUTES } from '@tradepost/gates/templates/routes-without-token';

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
 * Calls each route without a token until it answers. A route that anyone may call must be answered, with 404 for a made-up id:
 * this shows that its function starts, and that its role may read its table. Every other route must require a token. With a
 * token, each route for staff is called again, and must not answer 401.
 *
 * @param baseUrl URL to which the paths are appended
 * @param paths paths of GET routes, as API Gateway writes them: `/v1/orders/{orderId}`
 * @param token access token of a person or a machine of the staff pool
 */
export async function checkRoutes(
  baseUrl: string,
  paths: readonly string[],
  {
    token,
    firstPauseMs = FIRST_PAUSE_MS,
  }: { readonly token?: string | undefined; readonly firstPauseMs?: number } = {},
): Promise<readonly CheckedRoute[]> {
  const checked = paths.flatMap((path) => {
    const isOpen = OPEN_ROUTES.has(`GET ${path}`);
    const isStaffs = CONTRACT_ACCESS.get(`GET ${path}`)?.pool === 'staff';
    const without = checkRoute(baseUrl, path, (answer) => judge(answer, isOpen), { firstPauseMs });
    if (token === undefined || !isStaffs) return [without];
    return [without, checkRoute(baseUrl, path, judgeWithToken, { token, firstPauseMs })];
  });
  return Promise.all(checked);
}

type Verdict = Pick<CheckedRoute, 'ok' | 'detail'>;
type How = { readonly token?: string; readonly firstPauseMs: number };

async function checkRoute(
  baseUrl: string,
  path: string,
  judgeOf: (answer: Response) => Verdict,
  how: How,
): Promise<CheckedRoute> {
  const url = `${baseUrl.replace(/(?<!\/)\/+$/, '')}${path.replace(/\{[^{}]+\}/g, 'deploy-check')}`;
  for (let attempt = 1; ; attempt += 1) {
    const checked = await ask(url, path, judgeOf, how);
    if (checked.ok || attempt === MAX_ATTEMPTS) return checked;
    await sleep(how.firstPauseMs * 2 ** (attempt - 1));
  }
}

async function ask(
  url: string,
  path: string,
  judgeOf: (answer: Response) => Verdict,
  { token }: How,
): Promise<CheckedRoute> {
  try {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await answer.body?.cancel();
    return { path, status: answer.status, ...judgeOf(answer) };
  } catch (error) {
    const { cause, message } = error as Error;
    return { path, status: undefined, ok: false, detail: (cause as Error | undefined)?.message ?? message };
  }
}

function judge(answer: Response, isOpen: boolean): Verdict {
  if (answer.status === 401 || answer.status === 403) {
    const detail = isOpen ? 'requires a token, though its contract needs none' : 'requires a token';
    return { ok: !isOpen, detail };
  }
  const fault = faultOf(answer);
  if (fault !== undefined) return { ok: false, detail: fault };
  return isOpen ? { ok: true, detail: 'is answered' } : { ok: false, detail: 'is answered without a token' };
}

/** A token without the scope of a route is rejected with 403, by the gateway or by the function. */
function judgeWithToken(answer: Response): Verdict {
  if (answer.status === 401) return { ok: false, detail: 'does not accept the token' };
  if (answer.status === 403) return { ok: true, detail: 'accepts the token, which lacks its scope' };
  const fault = faultOf(answer);
  return fault === undefined
    ? { ok: true, detail: 'is answered with the token' }
    : { ok: false, detail: fault };
}

function faultOf({ status, headers }: Response): string | undefined {
  if (status >= 500) return 'fails';
  return headers.has(CORRELATION_ID_HEADER) ? undefined : "is not answered by the service's function";
}
