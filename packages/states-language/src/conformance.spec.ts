import { CONFORMANCE_CASES, type TaskResult } from './conformance-cases.spec-kit.ts';
import { namedError, run } from './interpret.spec-kit.ts';

describe('the interpreter', () => {
  it.each(CONFORMANCE_CASES)('conforms: $name', async ({ states, input, tasks = {}, end, entered }) => {
    const handlers = Object.fromEntries(
      Object.entries(tasks).map(([state, results]) => [
        state,
        (_task: unknown, number: number) => {
          const result = (results[number] ?? results.at(-1)) as TaskResult;
          if ('throws' in result) throw namedError(result.throws, result.cause);
          return result.returns;
        },
      ]),
    );
    const ran = await run(states, input, handlers);
    if ('output' in end) expect(ran.end).toEqual(end);
    else expect(ran.end).toMatchObject(end);
    expect(ran.entered).toEqual(entered ?? Object.keys(states));
  });
});
