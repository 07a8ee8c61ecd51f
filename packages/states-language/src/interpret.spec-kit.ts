import type { JsonValue } from './definition.ts';
import { interpret, type Options } from './interpret.ts';
import type { Dependencies, TaskCall } from './run.ts';
import { createVirtualTime } from './virtual-time.ts';

/** Start of the virtual time of a run. */
export const START_MS = Date.parse('2026-01-05T09:30:00.000Z');

type Handler = (task: TaskCall, number: number, sleep: (ms: number) => Promise<void>) => unknown;

/**
 * Runs a definition, or states of which the first is the start, in virtual time.
 *
 * @param handlers by the name of the state; each gets the call, its number from 0, and a function that sleeps
 */
export async function run(
  definition: Readonly<Record<string, unknown>>,
  input: JsonValue = {},
  handlers: Readonly<Record<string, Handler>> = {},
  options: Options & Pick<Dependencies, 'record'> & { readonly unit?: number } = {},
) {
  const machine =
    'States' in definition ? definition : { StartAt: Object.keys(definition)[0], States: definition };
  const time = createVirtualTime(START_MS);
  const calls: { readonly state: string; readonly input: JsonValue; readonly atMs: number }[] = [];
  const call = async (task: TaskCall): Promise<JsonValue> => {
    const number = calls.filter(({ state }) => state === task.state).length;
    calls.push({ state: task.state, input: task.input, atMs: time.now() - START_MS });
    return (await handlers[task.state]?.(task, number, (ms) => time.sleep(ms, task.signal))) as JsonValue;
  };
  const random = () => options.unit ?? 0.5;
  const { record = () => undefined } = options;
  const { end, history } = await time.run(
    interpret(machine, input, { call, random, record, now: time.now, sleep: time.sleep }, options),
  );
  return {
    end: end.status === 'SUCCEEDED' ? { output: JSON.parse(end.output) as JsonValue } : end,
    history,
    types: history.map(({ type }) => type),
    entered: history.filter(({ type }) => type.endsWith('Entered')).map(({ state }) => state),
    calls,
    tookMs: time.now() - START_MS,
  };
}

/** Returns an error that a task reports with this name. */
export function namedError(name: string, message = ''): Error {
  return Object.assign(new Error(message), { name });
}

export const never = (): Promise<never> => new Promise(() => undefined);

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

export const task = (fields: object = {}): object => ({
  Type: 'Task',
  Resource: FUNCTION_ARN,
  End: true,
  ...fields,
});
export const pass = (fields: object = {}): object => ({ Type: 'Pass', End: true, ...fields });
