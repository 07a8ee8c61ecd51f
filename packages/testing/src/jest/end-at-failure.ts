import { addEventHandler } from 'jest-circus';

// Skips the tests of a file after the first one that fails. Jest's setting `bail` ends only between files. The setting
// `setupFilesAfterEnv` loads this file once in each worker.
const failed = new WeakSet<object>();

addEventHandler((event, { currentDescribeBlock: { children, hooks }, rootDescribeBlock: file }) => {
  if (event.name === 'add_test') guard(children.at(-1) as Declared, file);
  if (event.name === 'add_hook' && event.hookType.startsWith('before')) guard(hooks.at(-1) as Declared, file);
});

type Declared = { fn: unknown };

function guard(declared: Declared, file: object): void {
  const { fn } = declared;
  // Undefined for `it.todo`.
  if (typeof fn !== 'function') return;
  declared.fn = async () => {
    if (failed.has(file)) throw new Error('skipped: another test of the file has failed');
    try {
      await (fn as () => unknown)();
    } catch (error) {
      failed.add(file);
      throw error;
    }
  };
}
