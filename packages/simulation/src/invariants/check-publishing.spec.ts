import type { World } from '../world/world.ts';
import { checkFailures, checkPublishing } from './check-publishing.ts';
import { createReport } from './violation.ts';

const TIME = '2026-01-05T08:00:00.000Z';
const HOUR_MS = 3_600_000;

/** A bus that accepted events with these ids, `hours` after their commits, and refused others for good. */
const busOf = (
  ids: readonly string[],
  { hours = 0, refused = [] as readonly string[], republished = [] as readonly string[] } = {},
) =>
  ({
    published: ids.map((id) => ({
      ...{ id, type: 'T', detail: JSON.stringify({ id, time: TIME }) },
      isRepublished: republished.includes(id),
      atMs: Date.parse(TIME) + hours * HOUR_MS,
    })),
    refused: new Set(refused),
  }) as unknown as World['bus'];

const brokenBy = (...args: Parameters<typeof busOf>) => {
  const { violations, report } = createReport();
  checkPublishing({ bus: busOf(...args), deadLetters: [] }, report);
  return violations.map(({ invariant }) => invariant);
};

describe('checkPublishing', () => {
  it('accepts events in the order of their versions, and repeated ones', () => {
    expect(brokenBy(['a/0/0', 'b/3/0', 'a/1/0', 'a/1/1', 'a/0/0', 'S/K@main/2/StockLow'])).toEqual([]);
  });

  it('reports an event that was published after a later version', () => {
    expect(brokenBy(['a/0/0', 'a/2/0', 'a/1/0'])).toEqual([
      'the events of an aggregate are published in their order',
    ]);
  });

  it('ignores an event that an operator had published again', () => {
    expect(brokenBy(['a/2/0', 'a/1/0'], { republished: ['a/2/0'] })).toEqual([]);
  });

  it('accepts a later event that the bus refused for good, and the others of its record', () => {
    expect(brokenBy(['a/2/0', 'a/1/0', 'a/1/1'], { refused: ['a/1/0'] })).toEqual([]);
    expect(brokenBy(['a/1/0', 'a/1/1'], { refused: ['a/1/0'], hours: 30 })).toEqual([]);
  });

  it('reports an event that waited for more than four hours', () => {
    expect(brokenBy(['a/0/0'], { hours: 4 })).toEqual([]);
    expect(brokenBy(['a/0/0'], { hours: 5 })).toEqual(['no event waits for hours']);
  });
});

describe('checkFailures', () => {
  const record = (NewImage: object) => ({ dynamodb: { NewImage } });
  const decision = record({ id: { S: 'a' }, version: { N: '1' } });
  const stock = record({ sku: { S: 'S' }, location: { S: 'main' }, version: { N: '2' } });
  const found = (body: object, attributes: object = {}, name = 'orders-failures') => {
    const bus = busOf([], { refused: ['a/1/0', 'S@main/2/StockLow'] });
    const messages = new Set([{ body: JSON.stringify(body), attributes }]);
    const queues = { all: [{ name, messages }] } as unknown as World['queues'];
    const { violations, report } = createReport();
    checkFailures({ bus, queues }, report);
    return violations.map(({ invariant }) => invariant);
  };

  it.each([
    ['a decision', decision],
    ['a change of stock', stock],
  ])('accepts %s whose event the bus refused for good', (_what, refused) => {
    expect(found({ Records: [refused] })).toEqual([]);
  });

  it.each([
    [
      'a record whose events were not refused',
      { Records: [record({ id: { S: 'b' }, version: { N: '1' } })] },
    ],
    ['a record without its content', { Records: [{ dynamodb: { Keys: {} } }] }],
    ['records that Lambda discarded', { functionName: 'f', table: 't', sequenceNumbers: ['1'] }],
  ])('reports %s', (_what, body) => {
    expect(found(body)).toEqual(['a record that can be published stays in its stream']);
  });

  it('ignores dead-letter messages of rules, and other queues', () => {
    expect(found({}, { RULE_ARN: 'rule' })).toEqual([]);
    expect(found({}, {}, 'orders-commands-dlq')).toEqual([]);
  });
});
