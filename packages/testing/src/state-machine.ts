import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { parse } from 'yaml';

type Task = (input: Record<string, unknown>) => unknown;

/** What a run of a state machine came to. */
export type Run = {
  /** The names of the states that were entered, in order. */
  readonly states: readonly string[];
  /** What each task was called with, by the name of its state. */
  readonly calls: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  readonly output: unknown;
};

/**
 * Runs an Amazon States Language document as it stands in a service, with its tasks played by functions. Retries
 * are made as declared, but without the waiting.
 *
 * @param file the document, in YAML with CloudFormation's short tags
 * @param input of the execution
 * @param tasks by the name of the state: what a task answers, or throws (an error's `name` is its ASL name)
 * @param enteredTime when each state is entered, as the context object tells it
 * @returns the states and calls of the run; rejects where the execution fails
 */
export async function runStateMachine(
  file: string,
  input: object,
  tasks: Readonly<Record<string, Task>>,
  enteredTime = '2026-01-01T00:00:00.000Z',
): Promise<Run> {
  const definition = parse(readFileSync(file, 'utf8'), { customTags: CLOUDFORMATION_TAGS });
  const calls = new Map<string, Record<string, unknown>[]>();
  const handlers = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (parameters: Record<string, unknown>) => {
        calls.set(name, [...(calls.get(name) ?? []), parameters]);
        return task(parameters) as object;
      },
    ]),
  );
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false, checkPaths: true } });
  const execution = machine.run(input as never, {
    // What the context object says is always the same here.
    context: { Execution: { Name: 'execution-1' }, State: { EnteredTime: enteredTime } },
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      retryIntervalOverrides: Object.fromEntries(Object.keys(definition.States).map((name) => [name, 0])),
    },
  });
  const states: string[] = [];
  const watch = (async () => {
    for await (const event of execution.eventLogs) {
      const { type, state } = event as { type: string; state?: { name: string } };
      if (type.endsWith('StateEntered') && state !== undefined) states.push(state.name);
    }
  })();
  const output = await execution.result;
  await watch;
  return { states, calls, output };
}

/** `!Sub` and its like stand for texts that are known only once deployed. */
const CLOUDFORMATION_TAGS = ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({
  tag,
  resolve: (text: string) => text,
}));
