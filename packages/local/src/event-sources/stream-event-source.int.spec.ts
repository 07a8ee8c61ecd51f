import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import getPort from 'get-port';
import { openStore } from '../store.ts';
import { type DatabaseChanges, watchDatabase } from './database-changes.ts';
import { mappingOf } from './mapping.spec-kit.ts';
import { createStreamCheckpoints } from './stream-checkpoints.ts';
import { createStreamEventSource } from './stream-event-source.ts';
import { createStreamReader } from './stream-reader.ts';
import type { StreamRecord } from './stream-record.ts';
import { createStreamsApi, type StreamsApi } from './streams-api.ts';

const ENGINE = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));
/** Longer than any poll. */
const SETTLE_MS = 100;
/** Several polls would fit in it, and it is shorter than the pause between polls without a change. */
const IDLE_MS = 500;
/** The engine has no binary for some platforms. */
const describeEngine = existsSync(ENGINE) ? describe : describe.skip;

let folder: string;
let endpoint: string;
let engine: ChildProcess;
let client: DynamoDBClient;
let streamArn: string;
let closing: (() => Promise<void> | void)[];

const databasePath = () => join(folder, 'tables.db');

async function startEngine(port?: number): Promise<void> {
  port ??= await getPort({ host: '127.0.0.1' });
  endpoint = `http://127.0.0.1:${port}`;
  engine = spawn(ENGINE, ['serve', '--port', String(port), '--db-path', databasePath()], { stdio: 'ignore' });
  await until(() => fetch(endpoint).then(Boolean, () => false));
  client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

async function killEngine(): Promise<void> {
  const gone = once(engine, 'exit');
  engine.kill('SIGKILL');
  await gone;
  client.destroy();
}

beforeEach(async () => {
  if (!existsSync(ENGINE)) return;
  folder = mkdtempSync(join(tmpdir(), 'streams-'));
  closing = [];
  await startEngine();
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  streamArn = TableDescription?.LatestStreamArn ?? '';
});
afterEach(async () => {
  if (!existsSync(ENGINE)) return;
  for (const close of closing) await close();
  await killEngine();
  rmSync(folder, { recursive: true, force: true });
});

const put = (pk: string, value = '1') =>
  client.send(
    new PutItemCommand({
      TableName: 'orders',
      Item: { pk: { S: pk }, value: { N: value }, raw: { B: Buffer.from('hi') } },
    }),
  );

type Open = {
  readonly events: StreamRecord[];
  readonly keys: () => string[];
  readonly changes: DatabaseChanges;
  /** Number of calls for records. */
  readonly polls: () => number;
  readonly stop: () => Promise<void>;
};

/** `die` simulates a killed process: records in progress are never checkpointed. */
function open(more: Partial<EventSourceMappingResource> = {}, die?: AbortSignal): Open {
  const store = openStore(join(folder, 'state.db'));
  const streams = createStreamsApi({ endpoint, region: 'us-east-1' });
  let polled = 0;
  const api: StreamsApi = {
    ...streams,
    records: (iterator) => {
      polled += 1;
      return streams.records(iterator);
    },
  };
  const changes = watchDatabase(databasePath());
  const events: StreamRecord[] = [];
  const source = createStreamEventSource({
    mapping: mappingOf(streamArn, { batchSize: 100, startingPosition: 'TRIM_HORIZON', ...more }),
    streamArn,
    api,
    reader: createStreamReader({ api, changes, log: () => {} }),
    checkpoints: createStreamCheckpoints(store),
    invoke: async (_name, event) => {
      if (die?.aborted) throw new Error('killed');
      events.push(...(event as { Records: StreamRecord[] }).Records);
      return { ok: true, payload: undefined };
    },
    destinations: { sendToQueue: async () => {} },
    region: 'us-east-1',
    accountId: '000000000000',
    log: () => {},
  });
  source.start();
  const stop = async () => {
    await source.stop();
    changes.close();
    await api.close();
  };
  closing.push(async () => {
    await stop();
    store.close();
  });
  return { events, keys: () => events.map((one) => keyOf(one)), changes, polls: () => polled, stop };
}

function keyOf(record: StreamRecord): string {
  return (record.dynamodb['Keys'] as { pk: { S: string } }).pk.S;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_000 && !(await condition()); turn += 1) await sleep(5);
  expect(await condition()).toBe(true);
}

describeEngine('a stream event source', () => {
  it('passes on each change with its images, in the format of Lambda', async () => {
    const { events } = open();
    await put('a');
    await put('a', '2');
    await client.send(new DeleteItemCommand({ TableName: 'orders', Key: { pk: { S: 'a' } } }));
    await until(() => events.length === 3);
    const first = { pk: { S: 'a' }, value: { N: '1' }, raw: { B: 'aGk=' } };
    const second = { ...first, value: { N: '2' } };
    expect(events.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(events[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: expect.stringMatching(
        /^arn:aws:dynamodb:us-east-1:000000000000:table\/orders\/stream\//u,
      ),
      dynamodb: {
        Keys: { pk: { S: 'a' } },
        NewImage: first,
        ApproximateCreationDateTime: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    expect(events[1]?.dynamodb).toMatchObject({ OldImage: first, NewImage: second });
    expect(events[2]?.dynamodb).toMatchObject({ OldImage: second });
    expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(3);
  });

  it('asks for no records while nothing is written, and passes on the next change', async () => {
    const { events, changes, polls } = open();
    await put('first');
    await until(() => events.length === 1 && changes.isQuiet());
    // A poll that has begun may still follow.
    await sleep(SETTLE_MS);
    const before = polls();
    await sleep(IDLE_MS);
    expect(polls()).toBe(before);
    await put('second');

    await until(() => events.length === 2);
  });
});

describeEngine('a stream event source after a kill', () => {
  it('loses no records, and repeats only those that were not checkpointed', async () => {
    const dying = new AbortController();
    const first = open({ batchSize: 5 }, dying.signal);
    for (let index = 0; index < 12; index += 1) await put(`before-${index}`);
    await until(() => first.keys().length === 12);
    dying.abort();
    for (let index = 0; index < 12; index += 1) await put(`after-${index}`);
    await killEngine();
    await startEngine();
    const second = open({ batchSize: 5 });
    await until(() => second.keys().includes('after-11'));
    expect(second.keys()).toEqual(Array.from({ length: 12 }, (_, index) => `after-${index}`));
  });

  it('continues if only the engine was killed and restarted on the same port', async () => {
    const { keys } = open();
    await put('a');
    await until(() => keys().length === 1);
    await killEngine();
    await startEngine(Number(new URL(endpoint).port));
    await put('b');
    await until(() => keys().length === 2);
    expect(keys()).toEqual(['a', 'b']);
  });
});
