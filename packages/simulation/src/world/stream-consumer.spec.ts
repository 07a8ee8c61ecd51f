import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { StreamRecord } from '@tradepost/local/event-sources/stream-record';
import type { Change } from '../dynamodb/table.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { createScheduler } from './scheduler.ts';
import { consumeStream, type StreamConsumer } from './stream-consumer.ts';
import { createStreams } from './streams.ts';

const mapping: EventSourceMappingResource = {
  service: 'log',
  logicalId: 'Mapping',
  eventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/log/stream/1',
  functionName: 'project',
  enabled: true,
  reportBatchItemFailures: true,
  filters: [],
  batchSize: 3,
  maximumBatchingWindowInSeconds: 0,
  parallelizationFactor: 2,
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: -1,
  maximumRecordAgeInSeconds: 82_800,
};

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Writes each item 20 times, and returns the versions in the order in which the function got them, by key. */
async function deliver(
  seed: number,
  kinds: readonly FaultKind[],
  fails: (key: string) => boolean = () => false,
) {
  const scheduler = createScheduler(0);
  const draw = createDraw(seed);
  const faults = createFaults({ draw, kinds, isAll: true });
  const shared = { scheduler, draw, faults, situation: {}, trace: () => {} };
  const streams = createStreams<StreamConsumer>(shared);
  const received = new Map<string, number[]>(KEYS.map((key) => [key, []]));
  let attempts = 0;
  const functions = {
    invoke: async (_name: string, event: unknown) => {
      const { Records } = event as { readonly Records: readonly StreamRecord[] };
      await scheduler.sleep(draw.unit(`lasts ${attempts++}`) * 30);
      for (const { dynamodb } of Records) {
        const { pk, version } = dynamodb['NewImage'] as Record<string, { S: string; N: string }>;
        const key = pk?.S ?? '';
        if (fails(key)) return { ok: false as const, error: { errorType: 'Error', errorMessage: 'fails' } };
        received.get(key)?.push(Number(version?.N));
      }
      return { ok: true as const, payload: undefined };
    },
  };
  const discarded: { readonly body: string; readonly ids: readonly string[] }[] = [];
  const failures = {
    send: (body: string) => {
      const records = streams.read(JSON.parse(body));
      discarded.push({ body, ids: records.map(({ eventID }) => String(eventID)) });
    },
  } as unknown as Parameters<typeof consumeStream>[1];
  streams.follow(consumeStream(mapping, failures, { ...shared, functions }));
  for (let version = 0; version < 20; version += 1) {
    for (const key of KEYS) {
      const after = { pk: { S: key }, version: { N: String(version) } };
      const keys = { pk: { S: key } };
      scheduler.after(version * 100, () =>
        streams.append({ table: 'log', keys, before: undefined, after } as unknown as Change),
      );
    }
  }
  while (scheduler.step(48 * 3_600_000)) await new Promise((resolve) => setImmediate(resolve));
  return { received, discarded, faults, records: streams.history.get('log') ?? [] };
}

const VERSIONS = Array.from({ length: 20 }, (_none, version) => version);

describe('the consumer of a stream', () => {
  it.each([1, 2, 3, 4, 5])(
    'gets the records of each key in order while shards split: seed %i',
    async (seed) => {
      const { received, faults } = await deliver(seed, ['splitShard']);
      expect(faults.injected.length).toBeGreaterThan(3);
      for (const versions of received.values()) expect(versions).toEqual(VERSIONS);
    },
  );

  it('gets records again, but none of a shard that it has read to its end', async () => {
    const { received } = await deliver(6, ['splitShard', 'expiredIterator']);
    const all = [...received.values()];
    expect(all.some((versions) => versions.length > VERSIONS.length)).toBe(true);
    for (const versions of all) expect(new Set(versions)).toEqual(new Set(VERSIONS));
  });

  it('is blocked by a failing key in the lane of its shard only', async () => {
    const { received, discarded, records } = await deliver(7, [], (key) => key === 'a');
    expect(received.get('a')).toEqual([]);
    for (const key of KEYS.slice(1)) expect(new Set(received.get(key))).toEqual(new Set(VERSIONS));
    expect([...received.values()].filter((versions) => versions.length === 20).length).toBeGreaterThan(1);
    const ofA = records.filter(({ dynamodb }) => JSON.stringify(dynamodb['Keys']).includes('"a"'));
    const named = new Set(discarded.flatMap(({ ids }) => ids));
    for (const { eventID } of ofA) expect(named).toContain(String(eventID));
  });
});
