import type { EmulatorApi } from './emulator-api.ts';

/** What of ours the emulator holds: the names, by their kind. A kind of which there is nothing is not in it. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** All that we deploy has this in its name, or in the ARN that it hangs on. */
const OURS = /(?<![\w./:-])[\w./:-]*tradepost[\w./:-]*/g;

/** Asks each of the emulator's APIs for all that it has. */
export async function takeInventory(emulator: EmulatorApi): Promise<Inventory> {
  const found: Record<string, readonly string[]> = {};
  for (const [kind, list] of Object.entries(LISTS)) {
    const names = (await list(emulator)).match(OURS) ?? [];
    if (names.length > 0) found[kind] = [...new Set(names)].sort();
  }
  return found;
}

const LISTS: Readonly<Record<string, (emulator: EmulatorApi) => Promise<string>>> = {
  // Those that were deleted are not among them.
  stacks: ({ query }) => query('cloudformation', { Action: 'DescribeStacks', Version: '2010-05-15' }),
  functions: ({ get }) => get('/2015-03-31/functions/'),
  'event sources': ({ get }) => get('/2015-03-31/event-source-mappings/'),
  'HTTP APIs': ({ get }) => get('/v2/apis'),
  'REST APIs': ({ get }) => get('/restapis'),
  tables: listBy('DynamoDB_20120810.ListTables'),
  queues: listBy('AmazonSQS.ListQueues'),
  topics: ({ query }) => query('sns', { Action: 'ListTopics', Version: '2010-03-31' }),
  buses: listBy('AWSEvents.ListEventBuses'),
  schedules: listBy('AWSEvents.ListRules'),
  workflows: listBy('AWSStepFunctions.ListStateMachines'),
  secrets: listBy('secretsmanager.ListSecrets'),
  parameters: listBy('AmazonSSM.DescribeParameters'),
  'log groups': listBy('Logs_20140328.DescribeLogGroups'),
  alarms: ({ query }) => query('monitoring', { Action: 'DescribeAlarms', Version: '2010-08-01' }),
  roles: ({ query }) => query('iam', { Action: 'ListRoles', Version: '2010-05-08' }),
  buckets: ({ buckets }) => buckets(),
};

/** The kinds that are asked for. */
export const LISTED_KINDS: readonly string[] = Object.keys(LISTS);

function listBy(target: string): (emulator: EmulatorApi) => Promise<string> {
  return async ({ call }) => JSON.stringify(await call(target, {}));
}
