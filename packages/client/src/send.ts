import { onAbort, pause, type Signals, throwIfAborted } from './abort.ts';
import type { RepeatableRequest } from './repeatable-request.ts';
import { isPassing, isRepeatable, parseRetryAfterMs, type RetryPolicy, toPauseMs } from './retry-policy.ts';
import { renewToken, type TokenSource } from './token-source.ts';
import { type CallAttempts, TransportError } from './transport-error.ts';

/** Sends one request, like `globalThis.fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type SendConfig = {
  readonly fetch: Fetch;
  readonly token: TokenSource | undefined;
  readonly policy: RetryPolicy;
  readonly attemptWithinMs: number;
  readonly signals: Signals;
};

export type Sent = { readonly response: Response; readonly tried: CallAttempts };

/**
 * Sends a request. Repeats it after a transient failure if it is safe to repeat, and once if the API rejected its token and
 * the token source has another: such a request had no effect.
 *
 * @param call method and path, for error messages
 * @returns the last response, whatever its status, with its body read into memory
 * @throws TransportError if the last attempt got no response; the reason of a signal that aborts
 */
export async function send(call: string, request: RepeatableRequest, config: SendConfig): Promise<Sent> {
  const { policy, signals, token } = config;
  const startedAtMs = performance.now();
  let renewed: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    throwIfAborted(signals);
    const bearer = renewed ?? (await token?.({}));
    const outcome = await tryOnce(request, bearer, config);
    if (renewed === undefined && token !== undefined && 'response' in outcome) {
      renewed = await renewToken(token, bearer, outcome);
      if (renewed !== undefined) continue;
    }
    const tried = { call, attempts, elapsedMs: performance.now() - startedAtMs, ...factsOf(request) };
    const pauseMs = toPauseMs(attempts, policy, retryAfterMsOf(outcome));
    if (isRepeatable(request) && mayPass(outcome) && isWithin(policy, tried, pauseMs)) {
      await pause(pauseMs, signals);
    } else if ('response' in outcome) {
      return { response: outcome.response, tried };
    } else {
      throw new TransportError(tried, outcome.failure);
    }
  }
}

type Outcome = { readonly response: Response; readonly text: string } | { readonly failure: unknown };

/** The constructor of Response throws for a body with one of these. */
const BODILESS = [204, 205, 304];

async function tryOnce(
  request: RepeatableRequest,
  bearer: string | undefined,
  { fetch, signals, attemptWithinMs }: SendConfig,
): Promise<Outcome> {
  const headers = new Headers(request.headers);
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
  const attempt = new AbortController();
  const end = onAbort(signals, (reason) => attempt.abort(reason));
  const timer = setTimeout(() => attempt.abort(toTimeout(attemptWithinMs)), attemptWithinMs);
  try {
    const { method, url, body } = request;
    const init = { method, headers, signal: attempt.signal, ...(body === undefined ? {} : { body }) };
    const response = await fetch(url, init);
    // The body is part of the attempt, because it may also break off or take too long.
    const text = await response.text();
    return { response: new Response(BODILESS.includes(response.status) ? null : text, response), text };
  } catch (failure) {
    throwIfAborted(signals);
    return { failure: attempt.signal.aborted ? attempt.signal.reason : failure };
  } finally {
    clearTimeout(timer);
    end();
  }
}

function toTimeout(ms: number): DOMException {
  return new DOMException(`the attempt took longer than ${ms} ms`, 'TimeoutError');
}

function factsOf({
  url,
  headers,
}: RepeatableRequest): Pick<CallAttempts, 'url' | 'idempotencyKey' | 'correlationId'> {
  return {
    url,
    idempotencyKey: headers.get('idempotency-key') ?? undefined,
    correlationId: headers.get('x-correlation-id') ?? undefined,
  };
}

function retryAfterMsOf(outcome: Outcome): number {
  return 'response' in outcome ? parseRetryAfterMs(outcome.response.headers.get('retry-after')) : 0;
}

function mayPass(outcome: Outcome): boolean {
  return 'failure' in outcome || isPassing(outcome.response);
}

function isWithin(policy: RetryPolicy, { attempts, elapsedMs }: CallAttempts, pauseMs: number): boolean {
  return attempts < policy.maxAttempts && elapsedMs + pauseMs <= policy.patienceMs;
}
