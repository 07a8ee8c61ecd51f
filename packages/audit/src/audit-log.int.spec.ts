import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { actOn, auditTable } from './audit.spec-kit.ts';
import { type Acts, type AuditLog, createAuditLog, MAX_ACTS_AT_ONCE } from './audit-log.ts';
import { SHARDS } from './chain.ts';
import type { AuditEntry } from './entry.ts';
import { type EntryQuery, listEntries } from './list-entries.ts';
import type { Fault } from './verify/fault.ts';
import { readTable } from './verify/read-table.ts';
import { verifyLog } from './verify/verify-log.ts';

const NOON_MS = Date.parse('2026-11-30T12:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1_000;

const others = {
  TableName: 'others',
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
};

let db: DynamoDb;
let nowMs = NOON_MS;

beforeEach(async () => {
  nowMs = NOON_MS;
  db = await startDynamoDb({ tables: [auditTable, others] });
});
afterEach(() => db.stop());

/** An instance of a function, on a shard of its own choice. */
const instance = (client: DynamoDBDocumentClient = db.documents): AuditLog =>
  createAuditLog({ client, tableName: 'audit', stage: 'dev', nowMs: () => nowMs });

const list = async (query: Partial<EntryQuery> = {}) =>
  (await listEntries(db.documents, 'audit', { by: {}, limit: 100, ...query })).items;

async function verified() {
  const faults: Fault[] = [];
  const result = await verifyLog(
    { ...readTable(db.documents, 'audit'), anchors: async function* none() {} },
    { stage: 'dev', isSigned: () => false, nowMs: undefined, onFault: (fault) => faults.push(fault) },
  );
  return { faults, entries: result.entries };
}

describe('an audit log', () => {
  it('links the entries of several instances, over days', async () => {
    for (let day = 0; day < 3; day += 1) {
      const instances = Array.from({ length: 6 }, () => instance());
      for (const [place, each] of instances.entries()) {
        await each.record(actOn(`t${place}`));
        await each.record(actOn(`t${place}`), actOn('second'), actOn('third'));
      }
      nowMs += DAY_MS;
    }
    expect(await verified()).toEqual({ faults: [], entries: 72 });
  });

  it('records all acts of 20 concurrent instances, each once', async () => {
    const targets = Array.from({ length: 40 }, (_none, place) => `t${place}`);
    const instances = Array.from({ length: 20 }, () => instance());
    await Promise.all(targets.map((target, place) => instances[place % 20]?.record(actOn(target))));
    expect(await verified()).toEqual({ faults: [], entries: 40 });
    expect((await list()).map(({ target }) => target).toSorted()).toEqual(targets.toSorted());
  });

  it('records 20 acts of one instance at once, each once', async () => {
    const targets = Array.from({ length: 20 }, (_none, place) => `t${place}`);
    const one = instance();
    await Promise.all(targets.map((target) => one.record(actOn(target))));
    expect(await verified()).toEqual({ faults: [], entries: 20 });
  });

  it('records an act beside instances that write to all shards without a pause', async () => {
    let isOver = false;
    const busy = Array.from({ length: 8 }, async () => {
      const one = instance();
      while (!isOver) await one.record(actOn('busy'));
    });
    const acts = Array.from({ length: 10 }, (_none, place) => `t${place}`);
    for (const target of acts) await instance().record(actOn(target));
    isOver = true;
    await Promise.all(busy);
    expect((await verified()).faults).toEqual([]);
  });

  it('stays on the later day if a clock is behind', async () => {
    await fillShards();
    nowMs -= DAY_MS;
    await instance().record(actOn('late'));
    const [late] = await list({ by: { target: 'late' } });
    expect(late).toMatchObject({ at: '2026-11-29T12:00:00.000Z' });
    expect(late?.chain).toMatch(/^dev\/2026-11-30\//);
    expect((await verified()).faults).toEqual([]);
  });

  it('stores an entry as it was given', async () => {
    await instance().record(actOn('grants/group/support'));
    expect(await list()).toEqual([
      {
        ...{
          act: 'GrantChanged',
          actor: 'ada',
          target: 'grants/group/support',
          reason: 'a test',
          before: {},
        },
        ...{ after: { groups: ['support'] }, correlationId: 'cor_1', at: '2026-11-30T12:00:00.000Z', seq: 1 },
        ...{ chain: expect.stringMatching(/^dev\/2026-11-30\/[0-7]$/), prev: '0'.repeat(64) },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('accepts up to 50 acts at once', async () => {
    const acts = Array.from({ length: MAX_ACTS_AT_ONCE }, (_none, place) => actOn(`t${place}`));
    await instance().record(...(acts as unknown as Acts<'GrantChanged'>));
    expect((await verified()).entries).toBe(MAX_ACTS_AT_ONCE);
    await expect(instance().record(actOn('one more'), ...acts)).rejects.toThrow(
      'acts must be 1 to 50, not 51',
    );
    // @ts-expect-error: an act is missing.
    await expect(instance().record()).rejects.toThrow('acts must be 1 to 50, not 0');
  });
});

/** Gives every shard an entry, so that the next instance meets a head that it does not know, whatever its shard is. */
async function fillShards(): Promise<void> {
  while (new Set((await list()).map(({ chain }) => chain)).size < SHARDS)
    await instance().record(actOn('first'));
}

describe('items of the caller', () => {
  const put = (pk: string) => ({
    Put: { TableName: 'others', Item: { pk }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  const stored = async () => (await db.documents.send(new ScanCommand({ TableName: 'others' }))).Items ?? [];

  it('are written with the entry, or neither is', async () => {
    const log = instance();
    expect(await log.recordWith([actOn('a')], [put('a')])).toBeDefined();
    expect(await log.recordWith([actOn('again')], [put('b'), put('a')])).toBeUndefined();
    expect(await stored()).toEqual([{ pk: 'a' }]);
    expect((await list()).map(({ target }) => target)).toEqual(['a']);
    expect(await log.recordWith([actOn('c')], [put('c')])).toBeDefined();
    expect((await verified()).faults).toEqual([]);
  });

  it('are written although the head was not known', async () => {
    await fillShards();
    expect(await instance().recordWith([actOn('a')], [put('a')])).toBeDefined();
    expect(await stored()).toEqual([{ pk: 'a' }]);
  });
});

describe('an act whose call never ends', () => {
  it('does not stop the later acts of its instance', async () => {
    let calls = 0;
    const client = {
      send: () => {
        calls += 1;
        return calls === 1 ? new Promise(() => {}) : Promise.resolve({});
      },
    } as unknown as DynamoDBDocumentClient;
    const log = createAuditLog({ client, tableName: 'audit', stage: 'dev', nowMs: () => nowMs });
    void log.record(actOn('hangs'));
    expect(await log.record(actOn('later'))).toBeDefined();
  });
});

describe('a log that takes no entry', () => {
  /** A client whose transactions are cancelled by a conflict of the first item. */
  const conflicting = { calls: 0 };
  const client = {
    send: async () => {
      conflicting.calls += 1;
      const CancellationReasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }];
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
    },
  } as unknown as DynamoDBDocumentClient;

  it('refuses the act after 15 attempts, so that the caller may try again', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0);
    await expect(instance(client).record(actOn('a'))).rejects.toThrow(ContentionError);
    expect(conflicting.calls).toBe(15);
    random.mockRestore();
  });

  it('refuses the act at once if there is no table', async () => {
    const log = createAuditLog({
      ...{ client: db.documents, tableName: 'nowhere', stage: 'dev', nowMs: () => nowMs },
    });
    await expect(log.record(actOn('a'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('refuses the act if an entry is there already, because its head was set back', async () => {
    await fillShards();
    const heads = Array.from({ length: SHARDS }, (_none, shard) => ({ pk: `head#${shard}`, sk: 'head' }));
    for (const [shard, key] of heads.entries()) {
      const Item = { ...key, chain: `dev/2026-11-30/${shard}`, seq: 0, hash: '0'.repeat(64) };
      await db.documents.send(new PutCommand({ TableName: 'audit', Item }));
    }
    const random = jest.spyOn(Math, 'random').mockReturnValue(0);
    await expect(instance().record(actOn('a'))).rejects.toThrow(ContentionError);
    random.mockRestore();
  });
});

describe('a list of entries', () => {
  const HOUR_MS = 60 * 60 * 1_000;

  beforeEach(async () => {
    for (let hour = 0; hour < 6; hour += 1) {
      const actor = hour % 2 === 0 ? 'ada' : 'grace';
      const act = hour < 3 ? 'GrantChanged' : 'ApiKeyIssued';
      await instance().record(actOn(`t${hour}`, { actor, act, correlationId: `cor_${hour % 3}` }));
      nowMs += HOUR_MS;
    }
  });
  const targetsOf = (entries: readonly AuditEntry[]) => entries.map(({ target }) => target).join(' ');
  const at = (hour: number) => new Date(NOON_MS + hour * HOUR_MS).toISOString();

  it.each<[string, Partial<EntryQuery>, string]>([
    ['all', {}, 't0 t1 t2 t3 t4 t5'],
    ['all, newest first', { newestFirst: true }, 't5 t4 t3 t2 t1 t0'],
    ['an actor', { by: { actor: 'ada' } }, 't0 t2 t4'],
    ['an act', { by: { act: 'ApiKeyIssued' } }, 't3 t4 t5'],
    ['a target', { by: { target: 't3' } }, 't3'],
    ['a correlation id', { by: { correlation: 'cor_1' } }, 't1 t4'],
    ['an actor and an act', { by: { actor: 'grace', act: 'ApiKeyIssued' } }, 't3 t5'],
    ['a target and another actor', { by: { target: 't3', actor: 'ada' } }, ''],
    ['from a time, inclusive', { from: at(4) }, 't4 t5'],
    ['to a time, exclusive', { to: at(2) }, 't0 t1'],
    ['a period', { from: at(1), to: at(3), newestFirst: true }, 't2 t1'],
    ['an empty period', { from: at(3), to: at(3) }, ''],
  ])('selects %s', async (_name, query, targets) => {
    expect(targetsOf(await list(query))).toBe(targets);
  });

  it.each([true, false])('is paged, newest first: %s', async (newestFirst) => {
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const query = { by: {}, from: at(1), newestFirst, limit: 2, after };
      const page = await listEntries(db.documents, 'audit', query);
      pages.push(targetsOf(page.items));
      after = page.next;
    } while (after !== undefined);
    expect(pages).toEqual(newestFirst ? ['t5 t4', 't3 t2', 't1'] : ['t1 t2', 't3 t4', 't5']);
  });
});
