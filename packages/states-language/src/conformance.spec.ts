import { CONFORMANCE_CASES, type TaskResult } from './conformance-cases.spec-kit.ts';
import { namedError, run } from './interpret.spec-kit.ts';

describe('the interpreter', () => {
  it.each(CONFORMANCE_CASES)('conforms: $name', async ({ states, input, tasks = {}, ...expected }) => {
    const handle = ({ state }: { state: string }, number: number) => {
      const results = tasks[state] ?? [];
      const result = (results[number] ?? results.at(-1)) as TaskResult;
      if ('throws' in result) throw namedError(result.throws, 'no');
      return result.returns;
    };
    const handlers = Object.fromEntries(Object.keys(tasks).map((state) => [state, handle]));
    const { end, entered } = await run(states, input, handlers);
    const { output, error, cause, entered: expectedStates = Object.keys(states) } = expected;
    if (error === undefined) expect(end).toEqual({ output });
    else expect(end).toMatchObject({ error, ...(cause === undefined ? {} : { cause }) });
    expect(entered).toEqual(expectedStates);
  });
});
