import { forEach } from '@tradepost/command-line/for-each';
import fc from 'fast-check';
import { requestOf } from './arbitrary-request.ts';
import type { Operation } from './operations.ts';
import type { FuzzAnswer, FuzzRequest } from './request.ts';

export type FuzzConfig = {
  readonly operations: readonly Operation[];
  readonly seed: number;
  /** Number of requests to each operation. */
  readonly cases: number;
  readonly send: (request: FuzzRequest) => Promise<FuzzAnswer>;
  readonly judge: (request: FuzzRequest, answer: FuzzAnswer) => readonly string[];
  readonly onCase: () => void;
};

export type FuzzReport = {
  readonly requests: number;
  /** Number of answers by operation and status: `placeOrder 201`. */
  readonly answers: ReadonlyMap<string, number>;
  /** At most one failure for each operation: the shortest failing request found. */
  readonly failures: readonly FuzzFailure[];
};

export type FuzzFailure = {
  readonly operation: Operation;
  readonly request: FuzzRequest;
  readonly answer: FuzzAnswer | undefined;
  readonly faults: readonly string[];
};

/** Operations run concurrently; requests of one operation run one after the other, so that failing ones can be shrunk. */
const OPERATIONS_AT_ONCE = 8;

/** Sends generated requests to each operation, and checks the answers. */
export async function runFuzz(config: FuzzConfig): Promise<FuzzReport> {
  const answers = new Map<string, number>();
  const failures: FuzzFailure[] = [];
  await forEach(config.operations, OPERATIONS_AT_ONCE, async (operation) => {
    const failure = await fuzzOperation(operation, config, answers);
    if (failure !== undefined) failures.push(failure);
  });
  const requests = [...answers.values()].reduce((sum, each) => sum + each, 0);
  return { requests, answers, failures };
}

async function fuzzOperation(
  operation: Operation,
  { seed, cases, send, judge, onCase }: FuzzConfig,
  answers: Map<string, number>,
): Promise<FuzzFailure | undefined> {
  let latest: FuzzFailure | undefined;
  const property = fc.asyncProperty(requestOf(operation), async (request) => {
    const { answer, faults } = await attempt(request, send, judge);
    const what = `${operation.id} ${answer?.status ?? 'no answer'}`;
    answers.set(what, (answers.get(what) ?? 0) + 1);
    if (latest === undefined) onCase();
    // fast-check shrinks: each further failure is smaller than the one before.
    if (faults.length > 0) latest = { operation, request, answer, faults };
    return faults.length === 0;
  });
  await fc.check(property, { seed, numRuns: cases });
  return latest;
}

async function attempt(
  request: FuzzRequest,
  send: FuzzConfig['send'],
  judge: FuzzConfig['judge'],
): Promise<{ readonly answer: FuzzAnswer | undefined; readonly faults: readonly string[] }> {
  try {
    const answer = await send(request);
    return { answer, faults: judge(request, answer) };
  } catch (error) {
    return { answer: undefined, faults: [`there was no answer: ${(error as Error).message}`] };
  }
}
