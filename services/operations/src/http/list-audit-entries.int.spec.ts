import { createAuditLog } from '@tradepost/audit/audit-log';
import type { AuditEntryReply } from '@tradepost/contracts/audit/model';
import { callHttp } from '@tradepost/testing/call-http';
import { staffClaims } from '@tradepost/testing/claims';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import * as listing from './list-audit-entries.ts';

const AUDIT = 'tradepost-dev-operations-audit';
const START_MS = Date.UTC(2026, 2, 1, 23);
const HOUR_MS = 60 * 60 * 1_000;

let db: DynamoDb;
const call = callHttp('operations');

beforeAll(async () => {
  db = await startDynamoDb({ services: ['operations'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', STAGE: 'dev', AUDIT_TABLE_NAME: AUDIT },
  });
  for (let hour = 0; hour < 5; hour += 1) {
    const nowMs = () => START_MS + hour * HOUR_MS;
    const log = createAuditLog({ client: db.documents, tableName: AUDIT, stage: 'dev', nowMs });
    await log.record({
      ...{ act: hour % 2 === 0 ? 'GrantChanged' : 'StockCounted', actor: hour < 2 ? 'ada' : 'grace' },
      ...{ target: `t${hour}`, correlationId: `cor_${hour}`, after: { hour } },
    });
  }
});
afterAll(() => db?.stop());

type Page = {
  readonly items: readonly AuditEntryReply[];
  readonly nextCursor?: string;
  readonly code?: string;
};

async function list(query: Record<string, string> = {}, scopes: readonly 'audit:read'[] = ['audit:read']) {
  const input = { query, claims: staffClaims(scopes) };
  const { status, body } = await call<Page>('list-audit-entries', listing.handler, input);
  return { status, ...body, targets: body.items?.map(({ target }) => target).join(' ') };
}
const at = (hour: number) => new Date(START_MS + hour * HOUR_MS).toISOString();

describe('listAuditEntries', () => {
  it.each<[string, Record<string, string>, string]>([
    ['all, newest first', {}, 't4 t3 t2 t1 t0'],
    ['an act', { act: 'StockCounted' }, 't3 t1'],
    ['an actor', { actor: 'ada' }, 't1 t0'],
    ['a target', { target: 't2' }, 't2'],
    ['an act of an actor', { act: 'GrantChanged', actor: 'grace' }, 't4 t2'],
    ['a period', { from: at(1), to: at(3) }, 't2 t1'],
    ['nothing', { actor: 'joan' }, ''],
  ])('returns entries of %s', async (_name, query, targets) => {
    expect(await list(query)).toMatchObject({ status: 200, targets });
  });

  it('returns an entry completely', async () => {
    const { items } = await list({ target: 't1' });
    const chain = expect.stringMatching(/^dev\/2026-03-02\/[0-7]$/);
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(items).toEqual([
      {
        ...{
          id: expect.stringMatching(/\/0{11}[1-5]$/),
          chain,
          seq: expect.any(Number),
          at: at(1),
          actor: 'ada',
        },
        ...{
          act: 'StockCounted',
          target: 't1',
          after: { hour: 1 },
          correlationId: 'cor_1',
          prev: hash,
          hash,
        },
      },
    ]);
  });

  it('is paged, and its cursor is of this list only', async () => {
    const first = await list({ limit: '2', from: at(1) });
    const cursor = first.nextCursor ?? '';
    const second = await list({ limit: '2', from: at(1), cursor });
    expect([first.targets, second.targets, second.nextCursor]).toEqual(['t4 t3', 't2 t1', undefined]);
    expect(await list({ limit: '2', cursor })).toMatchObject({ status: 400, code: 'INVALID_CURSOR' });
  });

  it.each<[string, Record<string, string>, string]>([
    ['an unknown act', { act: 'Everything' }, '#/query/act'],
    ['an empty actor', { actor: '' }, '#/query/actor'],
    ['a time without an offset', { from: '2026-03-01T00:00:00' }, '#/query/from'],
    ['a period that ends where it begins', { from: at(1), to: at(1) }, '#/query/to'],
  ])('rejects %s', async (_name, query, pointer) => {
    expect(await list(query)).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      errors: [{ pointer }],
    });
  });

  it('rejects a caller without the scope', async () => {
    expect(await list({}, [])).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });
});
