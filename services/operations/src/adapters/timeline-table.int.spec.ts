import type { OrderTimeline } from '@tradepost/contracts/operations/model';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { createTimelineTable } from './timeline-table.ts';

const tableName = 'tradepost-dev-operations-timelines';
const ORDER_ID = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const READ_AT = '2026-01-01T12:00:00.000Z';
const timeline: OrderTimeline = {
  orderId: ORDER_ID,
  readAt: READ_AT,
  correlationIds: ['cor_01JD3XK8WQ4N6T2B9V5M7R0C1A'],
  complete: true,
  entries: Array.from({ length: 1_000 }, (_none, index) => ({
    at: READ_AT,
    gapMs: 0,
    kind: 'log',
    service: 'orders',
    name: `line ${index} ${'x'.repeat(500)}`,
  })),
};

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['operations'] });
});
afterAll(() => db?.stop());

const tableAt = (secondsLater: number) =>
  createTimelineTable({
    client: db.documents,
    tableName,
    nowMs: () => Date.parse(READ_AT) + secondsLater * 1_000,
  });

describe('a stored timeline', () => {
  beforeAll(() => tableAt(0).keep(timeline));

  it('is found for a minute, also if its JSON exceeds the size limit of an item', async () => {
    expect(Buffer.byteLength(JSON.stringify(timeline))).toBeGreaterThan(400_000);
    expect(await tableAt(59).find(ORDER_ID, 60)).toEqual(timeline);
    expect(await tableAt(60).find(ORDER_ID, 60)).toBeUndefined();
  });

  it('is found only if it is younger than maxAgeSeconds', async () => {
    expect(await tableAt(9).find(ORDER_ID, 10)).toEqual(timeline);
    expect(await tableAt(10).find(ORDER_ID, 10)).toBeUndefined();
    expect(await tableAt(0).find(ORDER_ID, 0)).toBeUndefined();
  });

  it('is not found for another order', async () => {
    expect(await tableAt(0).find('ord_01JD3XK8WQ4N6T2B9V5M7R0C1Z', 60)).toBeUndefined();
  });
});
