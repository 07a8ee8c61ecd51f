import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
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
 * Runs an Amazon States Language document of a service, with functions in place of its tasks. Retries are made as
 * declared, but without the delays.
 *
 * @param file the document, in YAML with merge keys and CloudFormation's short tags
 * @param input of the execution
 * @param tasks by the name of the state: returns the result of the task, or throws (the `name` of the error is its ASL name)
 * @param enteredTime the time at which each state is entered, for the context object
 * @returns the states and calls of the run, and its output or its error
 */
export async function runStateMachine(
  file: string,
  input: object,
  tasks: Readonly<Record<string, Task>>,
  enteredTime = '2026-01-01T00:00:00.000Z',
): Promise<Run> {
  const definition = parse(readFileSync(file, 'utf8'), { customTags: CLOUDFORMATION_TAGS, merge: true });
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
    // The context object is always the same here.
    context: { Execution: { Name: 'execution-1' }, State: { EnteredTime: enteredTime } },
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      retryIntervalOverrides: Object.fromEntries(Object.keys(definition.States).map((name) => [name, 0])),
    },
  });
  const states: string[] = [];
  let maxStateBytes = 0;
  const watch = (async () => {
    for await (const event of execution.eventLogs) {
      const { type, state } = event as { type: string; state?: StateData };
      for (const data of [state?.input, state?.output])
        maxStateBytes = Math.max(maxStateBytes, Buffer.byteLength(JSON.stringify(data) ?? ''));
      if (type.endsWith('StateEntered') && state !== undefined) states.push(state.name);
    }
  })();
  const ended = await execution.result.then(
    (output: unknown) => ({ output, error: undefined }),
    (error: Error) => ({ output: undefined, error: nameOf(error) }),
  );
  await watch;
  return { states, calls, maxStateBytes, ...ended };
}

type StateData = { readonly name: string; readonly input?: unknown; readonly output?: unknown };

/** The library wraps the error of a state in another error. */
function nameOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.name : error.name;
}

/** Values of these tags are known only after the deployment, so the text of the tag is used. */
const CLOUDFORMATION_TAGS = ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({
  tag,
  resolve: (text: string) => text,
}));
