import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { poll } from '@tradepost/command-line/poll';
import type { ConformanceCase } from '@tradepost/states-language/conformance-cases.spec-kit';
import type { StartEmulator } from '../rehearse/emulator.ts';

/** End and states of a case in the oracle. */
export type OracleRun = {
  readonly end: { readonly output: unknown } | { readonly error: string | undefined };
  /** The states in the order in which they were entered. */
  readonly entered: readonly string[];
};

const TEST_CASE = 'case';
const LAST_ATTEMPT = 99;
const WAIT = { withinMs: 60_000, firstPauseMs: 20, longestPauseMs: 200 };
const REGION = 'us-east-1';

/**
 * Starts the emulator's Step Functions as an oracle. Its tasks are the mocks of Step Functions Local, and its waits take no
 * time.
 *
 * @returns a function that runs a case of `cases`, and one that stops the emulator
 */
export async function startOracle(
  startEmulator: StartEmulator,
  dataDir: string,
  cases: readonly ConformanceCase[],
) {
  const mocks = join(dataDir, 'mocks.json');
  await writeFile(mocks, JSON.stringify(mockConfig(cases)));
  const emulator = await startEmulator(dataDir, { SFN_MOCK_CONFIG: mocks, SFN_WAIT_SCALE: '0' });
  const client = new SFNClient({
    region: REGION,
    endpoint: emulator.url,
    credentials: { accessKeyId: 'oracle', secretAccessKey: 'oracle' },
  });
  const run = async (conformanceCase: ConformanceCase): Promise<OracleRun> => {
    const { states, input = {} } = conformanceCase;
    const created = await client.send(
      new CreateStateMachineCommand({
        name: nameOf(cases, conformanceCase),
        definition: JSON.stringify({ StartAt: Object.keys(states)[0], States: states }),
        roleArn: 'arn:aws:iam::000000000000:role/oracle',
      }),
    );
    const started = await client.send(
      new StartExecutionCommand({
        stateMachineArn: `${created.stateMachineArn}#${TEST_CASE}`,
        input: JSON.stringify(input),
      }),
    );
    const { executionArn } = started;
    const ended = await poll(async () => {
      const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    }, WAIT);
    if (ended === undefined) throw new Error(`the oracle did not end "${conformanceCase.name}"`);
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    const entered = events.flatMap(({ stateEnteredEventDetails: details }) => details?.name ?? []);
    const end =
      ended.status === 'SUCCEEDED'
        ? { output: JSON.parse(ended.output ?? 'null') as unknown }
        : { error: ended.error };
    return { end, entered };
  };
  const stop = (): Promise<void> => {
    client.destroy();
    return emulator.stop();
  };
  return { run, stop };
}

function nameOf(cases: readonly ConformanceCase[], conformanceCase: ConformanceCase): string {
  return `case-${cases.findIndex(({ name }) => name === conformanceCase.name)}`;
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html */
function mockConfig(cases: readonly ConformanceCase[]): object {
  const machines: Record<string, object> = {};
  const responses: Record<string, object> = {};
  for (const conformanceCase of cases) {
    const machine = nameOf(cases, conformanceCase);
    const ofStates: Record<string, string> = {};
    for (const [state, results] of Object.entries(conformanceCase.tasks ?? {})) {
      ofStates[state] = `${machine}-${state}`;
      responses[`${machine}-${state}`] = Object.fromEntries(
        results.map((result, index) => [
          index === results.length - 1 ? `${index}-${LAST_ATTEMPT}` : `${index}`,
          'throws' in result ? { Throw: { Error: result.throws, Cause: 'no' } } : { Return: result.returns },
        ]),
      );
    }
    machines[machine] = { TestCases: { [TEST_CASE]: ofStates } };
  }
  return { StateMachines: machines, MockedResponses: responses };
}
