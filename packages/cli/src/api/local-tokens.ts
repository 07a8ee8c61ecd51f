import type { TokenSource } from '@tradepost/client/token-source';
import { poll } from '@tradepost/command-line/poll';
import { fetchLocalToken, NoLocalToken } from '@tradepost/local/identity/fetch-token';
import { DEVELOPER, tokenRequestOf } from '../start/local-users.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** A token is renewed this long before it expires. */
const RENEWED_BEFORE_MS = 30_000;
const PAUSES = { firstPauseMs: 50, longestPauseMs: 2_000 };

type LocalToken = { readonly token: string | undefined; readonly renewAtMs: number };

export type LocalTokensOptions = {
  /** One of `LOCAL_NAMES`. */
  readonly name?: string;
  /** Time in milliseconds for which a local cloud that is starting is waited for. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal | undefined;
};

/** Returns whether an address is one of this machine. */
export function isLocal(url: string): boolean {
  return LOOPBACK.has(new URL(url).hostname);
}

/**
 * Creates the source of tokens of a local user or machine, by default of the developer. The local cloud issues them without a
 * sign-in. A rejected token is replaced, which also does a step-up: every token is of a new sign-in.
 *
 * @param url of the API
 * @returns the source. Its token is undefined if the server at the address is no local cloud. It throws an Error that
 *   explains why there is no token
 */
export function createLocalTokens(
  url: string,
  { name = DEVELOPER, patienceMs = 0, signal }: LocalTokensOptions = {},
): TokenSource {
  let known: Promise<LocalToken> | undefined;
  return async ({ rejected }) => {
    const last = await known?.catch(() => undefined);
    const isRejected = rejected !== undefined && last?.token === rejected;
    const isUsable = last !== undefined && Date.now() < last.renewAtMs && !isRejected;
    if (!isUsable) known = fetchPatiently(url, name, { patienceMs, signal });
    return (await known)?.token;
  };
}

async function fetchPatiently(
  url: string,
  name: string,
  { patienceMs, signal }: { readonly patienceMs: number; readonly signal: AbortSignal | undefined },
): Promise<LocalToken> {
  const found = await poll(() => fetchToken(url, name, signal), {
    ...PAUSES,
    withinMs: patienceMs,
    ...(signal === undefined ? {} : { signal }),
  });
  if (found === undefined) throw new Error(`Tradepost does not run at ${url}: start it with npm start`);
  return found;
}

/** Returns undefined if the local cloud is starting. */
async function fetchToken(
  url: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<LocalToken | undefined> {
  try {
    const { token, expiresInSeconds } = await fetchLocalToken(url, tokenRequestOf(name), signal);
    return { token, renewAtMs: Date.now() + expiresInSeconds * 1_000 - RENEWED_BEFORE_MS };
  } catch (error) {
    if (!(error instanceof NoLocalToken)) throw error;
    if (error.reason === 'not-local') return { token: undefined, renewAtMs: Number.POSITIVE_INFINITY };
    if (error.reason === 'starting') return undefined;
    throw error;
  }
}
