import { setTimeout as sleep } from 'node:timers/promises';
import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { openStore } from '../store.ts';
import { type DatabaseChanges, NO_CHANGES } from './database-changes.ts';
import { mappingOf } from './mapping.spec-kit.ts';
import { createStreamCheckpoints } from './stream-checkpoints.ts';
import { createStreamEventSource } from './stream-event-source.ts';
import { createStreamReader } from './stream-reader.ts';
import type { StreamRecord } from './stream-record.ts';
import type { StreamsApi, WireRecord, WireShard } from './streams-api.ts';

const STREAM = 'arn:aws:dynamodb:engine:000000000000:table/orders/stream/1';

const wire = (sequenceNumber: number, kind = 'event'): WireRecord => ({
  eventID: String(sequenceNumber),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(sequenceNumber), SizeBytes: 10, NewImage: { kind: { S: kind } } },
});

/** Stream in memory: shards with records. An iterator is `shard/position`. */
function fakeStream(shards: (WireShard & { records: WireRecord[]; closed?: boolean })[]) {
  const calls = { records: 0, withRecords: 0 };
  const shardOf = (id: string) => {
    const shard = shards.find((one) => one.ShardId === id);
    if (!shard) throw Object.assign(new Error(id), { name: 'ResourceNotFoundException' });
    return shard;
  };
  const api: StreamsApi = {
    listShards: async () =>
      shards.map(({ ShardId, ParentShardId }) => ({ ShardId, ...(ParentShardId && { ParentShardId }) })),
    iteratorAfter: async (_arn, shardId, after) => {
      const at = shardOf(shardId).records.findIndex((one) => one.dynamodb.SequenceNumber === after);
      return `${shardId}/${at + 1}`;
    },
    records: async (iterator) => {
      calls.records += 1;
      const [shardId = '', position = '0'] = iterator.split('/');
      const { records, closed } = shardOf(shardId);
      const found = records.slice(Number(position));
      if (found.length > 0) calls.withRecords += 1;
      return { records: found, nextIterator: closed ? undefined : `${shardId}/${records.length}` };
    },
    close: async () => {},
  };
  return { api, calls };
}

let store: ReturnType<typeof openStore>;
let stops: (() => Promise<void>)[];
let lines: string[];

beforeEach(() => {
  store = openStore(':memory:');
  stops = [];
  lines = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  store.close();
});

function open(
  api: StreamsApi,
  more: Partial<EventSourceMappingResource> = {},
  reader = createStreamReader({ api, changes: NO_CHANGES, log: (line) => lines.push(line) }),
  fail: () => boolean = () => false,
) {
  const batches: string[][] = [];
  const events: StreamRecord[] = [];
  const source = createStreamEventSource({
    mapping: mappingOf(STREAM, { startingPosition: 'TRIM_HORIZON', ...more }),
    streamArn: STREAM,
    api,
    reader,
    checkpoints: createStreamCheckpoints(store),
    invoke: async (_name, event) => {
      if (fail()) return { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
      const { Records } = event as { Records: StreamRecord[] };
      batches.push(Records.map((one) => one.dynamodb.SequenceNumber));
      events.push(...Records);
      return { ok: true, payload: undefined };
    },
    destinations: { sendToQueue: async () => {} },
    region: 'us-east-1',
    accountId: '111111111111',
    log: (line) => lines.push(line),
    backOff: { baseMs: 1, capMs: 2 },
  });
  source.start();
  stops.push(source.stop);
  return { source, batches, events };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !condition(); turn += 1) await sleep(2);
  expect(condition()).toBe(true);
}

describe('a stream event source', () => {
  it('invokes the function with batches in the format of Lambda', async () => {
    const { api } = fakeStream([{ ShardId: 's', records: Array.from({ length: 5 }, (_, n) => wire(n + 1)) }]);
    const { batches, events } = open(api, { batchSize: 2 });
    await until(() => batches.length === 3);
    expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(events[0]).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/u),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: { SequenceNumber: '1', SizeBytes: 10, NewImage: { kind: { S: 'event' } } },
      eventSourceARN: 'arn:aws:dynamodb:us-east-1:111111111111:table/orders/stream/1',
    });
  });

  it('processes records that are added later', async () => {
    const records = [wire(1)];
    const { api } = fakeStream([{ ShardId: 's', records }]);
    const { batches } = open(api);
    await until(() => batches.length === 1);
    records.push(wire(2));
    await until(() => batches.length === 2);
    expect(batches).toEqual([['1'], ['2']]);
  });

  it('drops records that match no filter, and checkpoints them', async () => {
    const { api } = fakeStream([
      { ShardId: 's', records: [wire(1), wire(2, 'state'), wire(3), wire(4, 'state')] },
    ]);
    const filters = [{ dynamodb: { NewImage: { kind: { S: ['event'] } } } }];
    const first = open(api, { filters });
    await until(() => first.batches.length === 1);
    await first.source.stop();
    expect(first.batches).toEqual([['1', '3']]);
    expect(createStreamCheckpoints(store).read('orders/Source', STREAM).get('s')?.sequenceNumber).toBe('4');
  });

  it('collects records during the batching window', async () => {
    const records = [wire(1)];
    const { api } = fakeStream([{ ShardId: 's', records }]);
    const { batches } = open(api, { maximumBatchingWindowInSeconds: 1, batchSize: 3 });
    await sleep(60);
    expect(batches).toEqual([]);
    records.push(wire(2), wire(3));
    await until(() => batches.length === 1);
    expect(batches).toEqual([['1', '2', '3']]);
  });
});

describe('a restarted stream event source', () => {
  it('continues after the last processed record', async () => {
    const records = [wire(1), wire(2)];
    const { api } = fakeStream([{ ShardId: 's', records }]);
    const first = open(api);
    await until(() => first.batches.length === 1);
    await first.source.stop();
    records.push(wire(3));
    const second = open(api);
    await until(() => second.batches.length === 1);
    expect(second.batches).toEqual([['3']]);
  });

  it('processes unfinished records again', async () => {
    const { api } = fakeStream([{ ShardId: 's', records: [wire(1), wire(2)] }]);
    const first = open(api, {}, undefined, () => true);
    await until(() => lines.some((line) => line.includes('2 records failed')));
    await first.source.stop();
    const second = open(api);
    await until(() => second.batches.length === 1);
    expect(second.batches).toEqual([['1', '2']]);
  });
});

describe('the starting position LATEST', () => {
  it('skips records from before the first start, but none from before a restart', async () => {
    const records = [wire(1), wire(2)];
    const { api } = fakeStream([{ ShardId: 's', records }]);
    const first = open(api, { startingPosition: 'LATEST' });
    await until(() => createStreamCheckpoints(store).read('orders/Source', STREAM).size === 1);
    await first.source.stop();
    records.push(wire(3));
    const second = open(api, { startingPosition: 'LATEST' });
    await until(() => second.batches.length === 1);
    expect([...first.batches, ...second.batches]).toEqual([['3']]);
  });
});

describe('a split shard', () => {
  it('is read to its end before its children', async () => {
    const { api } = fakeStream([
      { ShardId: 'b', ParentShardId: 'a', records: [wire(3)] },
      { ShardId: 'c', ParentShardId: 'a', records: [wire(4)] },
      { ShardId: 'a', ParentShardId: 'gone', records: [wire(1), wire(2)], closed: true },
    ]);
    const { batches } = open(api);
    await until(() => batches.length === 3);
    expect(batches[0]).toEqual(['1', '2']);
    expect(batches.slice(1).sort()).toEqual([['3'], ['4']]);
  });
});

describe('a stream event source of an engine that reports its writes', () => {
  function reportingEngine() {
    const waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = [];
    const changes: DatabaseChanges = {
      isQuiet: () => true,
      next: (_maxMs, signal) =>
        new Promise<void>((resolve, reject) => {
          waiting.push({ resolve, reject });
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      close: () => {},
    };
    const report = () => {
      for (const { resolve } of waiting.splice(0)) resolve();
    };
    return { changes, waiting, report };
  }

  it('does not read an idle shard before the next write', async () => {
    const records = [wire(1)];
    const { api, calls } = fakeStream([{ ShardId: 's', records }]);
    const { changes, waiting, report } = reportingEngine();
    const reader = createStreamReader({ api, changes, log: (line) => lines.push(line) });
    const { batches } = open(api, {}, reader);
    await until(() => batches.length === 1 && waiting.length === 1);
    const before = calls.records;
    records.push(wire(2));
    for (let turn = 0; turn < 10; turn += 1) await sleep(2);
    expect(calls.records).toBe(before);
    report();
    await until(() => batches.length === 2);
  });

  it('waits again if a write was to another table', async () => {
    const { api, calls } = fakeStream([{ ShardId: 's', records: [wire(1)] }]);
    const { changes, waiting, report } = reportingEngine();
    const reader = createStreamReader({ api, changes, log: (line) => lines.push(line) });
    const { batches } = open(api, {}, reader);
    await until(() => batches.length === 1 && waiting.length === 1);
    const before = calls.records;
    report();
    await until(() => waiting.length === 1);
    expect([calls.records, batches.length]).toEqual([before + 1, 1]);
  });
});

describe('several mappings of one stream', () => {
  it('share polls and have separate positions', async () => {
    const records = [wire(1)];
    const { api, calls } = fakeStream([{ ShardId: 's', records }]);
    const reader = createStreamReader({ api, changes: NO_CHANGES, log: (line) => lines.push(line) });
    const first = open(api, {}, reader);
    const second = open(api, { logicalId: 'Other' }, reader);
    await until(() => first.batches.length === 1 && second.batches.length === 1);
    calls.withRecords = 0;
    records.push(wire(2));
    await until(() => first.batches.length === 2 && second.batches.length === 2);
    expect(calls.withRecords).toBe(1);
    await first.source.stop();
    records.push(wire(3));
    await until(() => second.batches.length === 3);
    expect(first.batches).toEqual([['1'], ['2']]);
  });

  it('continue while one of them fails', async () => {
    const { api } = fakeStream([{ ShardId: 's', records: [wire(1)] }]);
    const reader = createStreamReader({ api, changes: NO_CHANGES, log: (line) => lines.push(line) });
    open(api, {}, reader, () => true);
    const other = open(api, { logicalId: 'Other' }, reader);
    await until(() => other.batches.length === 1);
  });
});

describe('a stream event source with a failing engine', () => {
  it.each(['ExpiredIteratorException', 'TrimmedDataAccessException'])(
    'requests a new iterator after %s',
    async (name) => {
      const records = [wire(1)];
      const { api, calls } = fakeStream([{ ShardId: 's', records }]);
      let expired = false;
      const failing: StreamsApi = {
        ...api,
        records: async (iterator) => {
          if (!expired && calls.records > 3) {
            expired = true;
            throw Object.assign(new Error('old'), { name });
          }
          return api.records(iterator);
        },
      };
      const { batches } = open(failing);
      await until(() => expired);
      records.push(wire(2));
      await until(() => batches.length === 2);
      expect(batches).toEqual([['1'], ['2']]);
      expect(lines).toEqual([]);
    },
  );

  it('continues at the oldest record if its position was trimmed, and logs that', async () => {
    const { api } = fakeStream([{ ShardId: 's', records: [wire(7)] }]);
    createStreamCheckpoints(store).save('orders/Source', STREAM, 's', { sequenceNumber: '3', closed: false });
    const trimmed: StreamsApi = {
      ...api,
      iteratorAfter: async (arn, shard, after) => {
        if (after === '3') throw Object.assign(new Error('old'), { name: 'TrimmedDataAccessException' });
        return api.iteratorAfter(arn, shard, after);
      },
    };
    const { batches } = open(trimmed);
    await until(() => batches.length === 1);
    expect(batches).toEqual([['7']]);
    expect(lines).toEqual([expect.stringContaining('records after 3 are no longer in the stream')]);
  });

  it('logs an outage once and continues after it', async () => {
    const { api } = fakeStream([{ ShardId: 's', records: [wire(1)] }]);
    let down = true;
    const failing: StreamsApi = {
      ...api,
      records: async (iterator) => {
        if (down) throw new Error('connection refused');
        return api.records(iterator);
      },
    };
    const { batches } = open(failing);
    await until(() => lines.length === 1);
    down = false;
    await sleep(1_100);
    await until(() => batches.length === 1);
    expect(lines).toEqual([
      `stream ${STREAM}: could not read: Error: connection refused`,
      `stream ${STREAM}: can be read again`,
    ]);
  });
});

describe('a disabled mapping', () => {
  it('reads nothing', async () => {
    const { api, calls } = fakeStream([{ ShardId: 's', records: [wire(1)] }]);
    const { batches } = open(api, { enabled: false });
    await sleep(30);
    expect([batches, calls.records]).toEqual([[], 0]);
  });
});
