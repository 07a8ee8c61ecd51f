import { addEventHandler } from 'jest-circus';
import { UNIT_TEST_TIMEOUT_MS } from './timeouts.ts';

// Gives unit tests and their hooks a time limit, which jest-light-runner does not have: a promise that never settles would
// block the run. The setting `setupFilesAfterEnv` loads this file once in each worker.
addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  if (name === 'add_test') limit(children.at(-1) as Declared);
  if (name === 'add_hook') limit(hooks.at(-1) as Declared);
});

type Declared = { fn: unknown; readonly timeout: number | undefined };

function limit(declared: Declared): void {
  const { fn, timeout: timeoutMs = UNIT_TEST_TIMEOUT_MS } = declared;
  // Undefined for `it.todo`.
  if (typeof fn === 'function') declared.fn = () => settle(fn as () => unknown, timeoutMs);
}

async function settle(fn: () => unknown, timeoutMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const error = new Error(`exceeded its time limit of ${timeoutMs} ms`);
  const timer = setTimeout(() => reject(error), timeoutMs);
  await Promise.race([Promise.resolve().then(fn), promise]).finally(() => clearTimeout(timer));
}
