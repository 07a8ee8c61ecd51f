import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { createEventArchiveTable } from './event-archive-table.ts';

const event = (id: string, changes: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00Z',
  correlationid: 'correlation-1',
  data: {},
  ...changes,
});

const NOW_MS = Date.parse('2026-01-02T00:00:00Z');

/** DynamoDB with a fake `send`: it has `archived`, and throws what `fails` returns for the id of an event. */
function tableWith(
  archived: readonly CloudEvent[],
  fails: (id: string) => Error | undefined = () => undefined,
) {
  const inputs: PutCommand['input'][] = [];
  const send = async ({ input }: PutCommand) => {
    inputs.push(input);
    const { id } = JSON.parse(String(input.Item?.['event'])) as CloudEvent;
    const fault = fails(id);
    if (fault !== undefined) throw fault;
    const old = archived.find((each) => each.id === id);
    if (old === undefined) return {};
    throw new ConditionalCheckFailedException({
      message: 'The conditional request failed',
      $metadata: {},
      Item: { event: { S: JSON.stringify(old) } },
    });
  };
  const client = { send } as unknown as DynamoDBDocumentClient;
  return {
    inputs,
    table: createEventArchiveTable(client, { tableName: 'archive', archiveDays: 90, nowMs: () => NOW_MS }),
  };
}

describe('record', () => {
  it('never overwrites an event', async () => {
    const { inputs, table } = tableWith([]);
    expect(await table.record([event('a')])).toEqual({ failed: [], differing: [] });
    expect(inputs).toMatchObject([{ ConditionExpression: 'attribute_not_exists(pk)' }]);
  });

  it('writes every event of a large batch', async () => {
    const { inputs, table } = tableWith([]);
    const events = Array.from({ length: 60 }, (_, index) => event(`e-${index}`));
    await table.record(events);
    expect(inputs.map(({ Item }) => JSON.parse(String(Item?.['event'])))).toEqual(events);
  });

  it.each([
    ['90 days after its time', '2026-01-01T12:00:00Z', '2026-04-01T12:00:00Z'],
    ['in 91 days if its time is in the future', '2099-01-01T00:00:00Z', '2026-04-03T00:00:00Z'],
    ['at once if its time is long ago', '1970-01-01T00:00:00Z', '2026-01-02T00:00:00Z'],
  ])('lets an event expire %s', async (_when, time, expiresAt) => {
    const { inputs, table } = tableWith([]);
    await table.record([event('a', { time })]);
    expect(inputs[0]?.Item?.['expiresAt']).toBe(Date.parse(expiresAt) / 1_000);
  });

  it('accepts an event that is archived already, also in another version of its contract', async () => {
    const { table } = tableWith([event('a'), event('b')]);
    expect(await table.record([event('a'), event('b', { causationid: 'c' })])).toEqual({
      failed: [],
      differing: [],
    });
  });

  it('returns an event that differs from the archived one', async () => {
    const forged = event('a', { data: { total: 1 } });
    const { table } = tableWith([event('a', { data: { total: 100 } })]);
    expect(await table.record([forged, event('b')])).toEqual({ failed: [], differing: [forged] });
  });

  it('returns what DynamoDB rejects, and archives the rest', async () => {
    const tooLarge = Object.assign(new Error('too large'), { name: 'ValidationException' });
    const { inputs, table } = tableWith([], (id) => (id === 'b' ? tooLarge : undefined));
    expect(await table.record([event('a'), event('b')])).toEqual({ failed: [event('b')], differing: [] });
    expect(inputs).toHaveLength(2);
  });

  it('throws if the table cannot be reached, after it has tried to write all events', async () => {
    const { inputs, table } = tableWith([], (id) => (id === 'a' ? new Error('no network') : undefined));
    await expect(table.record([event('a'), event('b')])).rejects.toThrow('no network');
    expect(inputs).toHaveLength(2);
  });
});
