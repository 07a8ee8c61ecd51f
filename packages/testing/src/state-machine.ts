import { readFileSync } from 'node:fs';
import type { JsonValue } from '@tradepost/states-language/definition';
import { interpret } from '@tradepost/states-language/interpret';
import { createVirtualTime } from '@tradepost/states-language/virtual-time';
import { parse } from 'yaml';

type Task = (input: Record<string, unknown>) => unknown;

/** The result of a run of a state machine. */
export type Run = {
  /** The names of the states that were entered, in order. */
  readonly states: readonly string[];
  /** The parameters of each call of a task, by the name of its state. */
  readonly calls: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  readonly output: unknown;
  /** Size of the largest input and output of a state, as JSON in UTF-8. */
  readonly maxStateBytes: number;
  /** Name of the error with which the execution failed; undefined if it succeeded. */
  readonly error: string | undefined;
};

/**
 * Runs an Amazon States Language document of a service, with functions in place of its tasks. Time is virtual: waits and
 * delays pass at once.
 *
 * @param file the document, in YAML with merge keys and CloudFormation's short tags
 * @param input of the execution
 * @param tasks by the name of the state: returns the result of the task, or throws (the `name` of the error is its ASL name)
 * @param startTime the time at which the execution starts
 * @returns the states and calls of the run, and its output or its error
 */
export async function runStateMachine(
  file: string,
  input: object,
  tasks: Readonly<Record<string, Task>>,
  startTime = '2026-01-01T00:00:00.000Z',
): Promise<Run> {
  const definition = parse(readFileSync(file, 'utf8'), { customTags: CLOUDFORMATION_TAGS, merge: true });
  const calls = new Map<string, Record<string, unknown>[]>();
  const call = async ({ state, input: value }: { state: string; input: JsonValue }): Promise<JsonValue> => {
    const parameters = value as Record<string, unknown>;
    calls.set(state, [...(calls.get(state) ?? []), parameters]);
    const task = tasks[state];
    if (task === undefined) throw new Error(`the spec has no task for the state ${state}`);
    return (await task(parameters)) as JsonValue;
  };
  const time = createVirtualTime(Date.parse(startTime));
  const { end, history } = await time.run(
    interpret(
      definition,
      input as JsonValue,
      // Delays of retries are random and do not matter here.
      { call, now: time.now, sleep: time.sleep, random: () => 0 },
      { context: { Execution: { Name: 'execution-1' } } },
    ),
  );
  const payloads = history.flatMap(({ type, details }) =>
    /State(?:Entered|Exited)$/.test(type) ? [details['input'] ?? details['output']] : [],
  );
  return {
    states: history.flatMap(({ type, state }) => (type.endsWith('StateEntered') ? [state ?? ''] : [])),
    calls,
    maxStateBytes: Math.max(...payloads.map((json) => Buffer.byteLength(String(json)))),
    ...(end.status === 'SUCCEEDED'
      ? { output: JSON.parse(end.output), error: undefined }
      : { output: undefined, error: end.error }),
  };
}

/** Values of these tags are known only after the deployment, so the text of the tag is used. */
const CLOUDFORMATION_TAGS = ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({
  tag,
  resolve: (text: string) => text,
}));
