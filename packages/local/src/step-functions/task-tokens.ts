import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { awsError } from '../gateway/aws-error.ts';
import type { JsonValue } from './asl.ts';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-limit.ts';
import { createTokenStore } from './token-store.ts';
import type { Outcome, Waiter } from './token-waiter.ts';
import { startWaiting } from './token-waiter.ts';

/** A token that a waiting state has claimed. */
export type ClaimedToken = {
  readonly token: string;
  /** Set if the token was sent to the integration before a restart: it must not be sent again. */
  readonly sent: boolean;
  /** Epoch milliseconds. Set only on a token from before a restart, which keeps its expiry. */
  readonly expiresMs?: number;
};

export type TokenClaim = {
  readonly executionArn: string;
  readonly state: string;
  readonly topLevel: boolean;
  /** Distinguishes the items of a Map that wait in the same state. */
  readonly key: string;
  /** Token to use if the state has none from before a restart. */
  readonly freshToken: string;
  readonly timeoutSeconds?: number | undefined;
};

const MS_PER_SECOND = 1_000;

export type TaskTokens = ReturnType<typeof createTaskTokens>;

/**
 * Creates the functions for the tokens of waiting tasks. `isKnownExecution` returns whether an execution was ever started. An
 * outcome is stored before it is acknowledged, so that it reaches the waiting state even if the process ends in between.
 * `succeed`, `fail` and `heartbeat` throw `InvalidToken`, `TaskDoesNotExist` or `TaskTimedOut`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 */
export function createTaskTokens(
  db: DatabaseSync,
  clock: () => number,
  isKnownExecution: (executionArn: string) => boolean,
) {
  const store = createTokenStore(db);
  const waiters = new Map<string, Waiter>();
  /** Tokens claimed in this process, by execution. Other stored tokens are from before a restart. */
  const inUse = new Map<string, Set<string>>();

  const use = (executionArn: string, token: string): void => {
    const tokens = inUse.get(executionArn) ?? new Set();
    inUse.set(executionArn, tokens.add(token));
  };

  const claim = (wanted: TokenClaim): ClaimedToken => {
    const { executionArn, state, topLevel, key, freshToken, timeoutSeconds } = wanted;
    const used = inUse.get(executionArn);
    const kept = store
      .ofState(executionArn, state)
      .find((row) => !used?.has(row.token) && (topLevel || row.key === key));
    if (kept !== undefined) {
      use(executionArn, kept.token);
      const expiry = kept.expires_ms === null ? {} : { expiresMs: kept.expires_ms };
      return { token: kept.token, sent: kept.sent === 1, ...expiry };
    }
    const expiresMs = timeoutSeconds === undefined ? null : clock() + timeoutSeconds * MS_PER_SECOND;
    store.insert(executionArn, state, freshToken, key, expiresMs);
    use(executionArn, freshToken);
    return { token: freshToken, sent: false };
  };

  const requireOpen = (token: string): void => {
    const executionArn = executionArnOf(token);
    if (executionArn === undefined) throw awsError('InvalidToken', `Invalid Token: 'Invalid token'`);
    const row = store.find(token);
    if (row !== undefined && row.outcome === null && (row.expires_ms ?? Infinity) > clock()) return;
    if (isKnownExecution(executionArn)) {
      throw awsError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
    }
    throw awsError('TaskDoesNotExist', `Task Does Not Exist: '${token}'`);
  };

  const settle = (token: string, outcome: Outcome): void => {
    requireOpen(token);
    store.setOutcome(token, JSON.stringify(outcome));
    waiters.get(token)?.settle(outcome);
    waiters.delete(token);
  };

  /** Ends the waits of an execution without an outcome; its tokens stay valid. */
  const halt = (executionArn: string): void => {
    for (const token of inUse.get(executionArn) ?? []) {
      waiters.get(token)?.close();
      waiters.delete(token);
    }
    inUse.delete(executionArn);
  };

  const forget = (executionArn: string): void => {
    halt(executionArn);
    store.removeAll(executionArn);
  };

  return {
    claim,
    markSent: store.markSent,
    /** Resolves with the output of `SendTaskSuccess`; rejects with the failure or a time-out. */
    wait: (held: ClaimedToken, heartbeatSeconds: number | undefined): Promise<JsonValue> => {
      const stored = store.find(held.token)?.outcome;
      const waiter = startWaiting({
        ...(held.expiresMs === undefined ? {} : { expiresMs: held.expiresMs }),
        ...(heartbeatSeconds === undefined ? {} : { heartbeatMs: heartbeatSeconds * MS_PER_SECOND }),
        clock,
        onTimedOut: () => store.expire(held.token, clock()),
      });
      if (typeof stored === 'string') waiter.settle(JSON.parse(stored) as Outcome);
      else waiters.set(held.token, waiter);
      return waiter.outcome;
    },
    succeed: (token: string, output: string): void => settle(token, { output: checkedOutput(output) }),
    fail: (token: string, error: string, cause: string): void => settle(token, { error, cause }),
    heartbeat: (token: string): void => {
      requireOpen(token);
      waiters.get(token)?.beat();
    },
    halt,
    forget,
    /** Deletes the tokens of the state that an execution has left. Does not query the database if there are none. */
    clear: (executionArn: string): void => {
      if (inUse.has(executionArn)) forget(executionArn);
    },
  };
}

/** Returns a token that contains the execution's ARN, so that an expired token is distinguished from an invented one. */
export function createToken(executionArn: string): string {
  return Buffer.from(`${executionArn}|${randomUUID()}`).toString('base64url');
}

function executionArnOf(token: string): string | undefined {
  const [arn, id] = Buffer.from(token, 'base64url').toString().split('|');
  return id !== undefined && arn?.startsWith('arn:') ? arn : undefined;
}

function checkedOutput(output: string): string {
  try {
    JSON.parse(output);
  } catch {
    throw awsError('InvalidOutput', `Invalid Output: 'Output is not valid JSON'`);
  }
  if (!exceedsPayloadLimit(output)) return output;
  throw awsError('InvalidOutput', `Invalid Output: the output exceeds ${MAX_PAYLOAD_BYTES} bytes`);
}
