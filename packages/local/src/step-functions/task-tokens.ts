import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { JsonValue } from '@tradepost/states-language/definition';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from '@tradepost/states-language/payload';
import type { TaskCall, TokenRequest } from '@tradepost/states-language/run';
import { StatesError } from '@tradepost/states-language/states-error';
import { awsError } from '../gateway/aws-error.ts';
import { longSleep } from '../timing/long-sleep.ts';
import { createTokenStore } from './token-store.ts';

/** Result or failure sent for a token. `output` is JSON text. */
type Outcome = { readonly output: string } | { readonly error: string; readonly cause: string };

type Waiter = { readonly settle: (outcome: Outcome) => void; readonly beat: () => void };

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

  /** Returns the token of a task from before a restart, or else a new one. */
  const claim = (executionArn: string, { state, path, timeoutSeconds }: TokenRequest): string => {
    const used = inUse.get(executionArn) ?? new Set();
    const kept = store.ofState(executionArn, state).find((row) => row.key === path && !used.has(row.token));
    const token = kept?.token ?? createToken(executionArn);
    inUse.set(executionArn, used.add(token));
    if (kept === undefined) {
      const expiresMs = timeoutSeconds === undefined ? null : clock() + timeoutSeconds * MS_PER_SECOND;
      store.insert(executionArn, { state, path, token, expiresMs });
    }
    return token;
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
  };

  const forget = (executionArn: string): void => {
    inUse.delete(executionArn);
    store.removeAll(executionArn);
  };

  return {
    claim,
    isSent: (token: string): boolean => store.find(token)?.sent === 1,
    markSent: store.markSent,
    /** Resolves with the output of `SendTaskSuccess`; rejects with the failure, or when the stored time is up. */
    wait: (
      token: string,
      { signal, heartbeat }: Pick<TaskCall, 'signal' | 'heartbeat'>,
    ): Promise<JsonValue> =>
      new Promise((resolve, reject) => {
        const row = store.find(token);
        const settleTask = (outcome: Outcome): void => {
          if ('output' in outcome) resolve(JSON.parse(outcome.output) as JsonValue);
          else reject(new StatesError(outcome.error, outcome.cause));
        };
        if (typeof row?.outcome === 'string') return settleTask(JSON.parse(row.outcome) as Outcome);
        waiters.set(token, { settle: settleTask, beat: heartbeat });
        // The time counts from the start of the task, which may be before a restart.
        if (typeof row?.expires_ms === 'number') {
          const expired = longSleep(row.expires_ms - clock(), signal);
          void expired.then(() => reject(new StatesError('States.Timeout')));
        }
        const close = (): void => {
          waiters.delete(token);
          if (signal.reason instanceof StatesError) store.expire(token, clock());
        };
        signal.addEventListener('abort', close, { once: true });
      }),
    succeed: (token: string, output: string): void => settle(token, { output: checkedOutput(output) }),
    fail: (token: string, error: string, cause: string): void => settle(token, { error, cause }),
    heartbeat: (token: string): void => {
      requireOpen(token);
      waiters.get(token)?.beat();
    },
    /** Ends the use of an execution's tokens, which stay valid for the next start. */
    release: (executionArn: string): void => void inUse.delete(executionArn),
    forget,
    /** Deletes the tokens of the state that an execution has left. Does not query the database if there are none. */
    forgetUsed: (executionArn: string): void => {
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
