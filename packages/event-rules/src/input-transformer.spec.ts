import type { EventBridgeEvent } from './event-bridge-event.ts';
import { compileInput } from './input-transformer.ts';

const event: EventBridgeEvent = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'OrderPlaced',
  source: 'shop.orders',
  account: '000000000000',
  time: '2026-01-05T10:00:00Z',
  region: 'us-east-1',
  resources: ['arn:one', 'arn:two'],
  detail: {
    id: 'ord_1',
    total: 300,
    rush: true,
    note: 'say "hi"\n',
    address: { city: 'Bern' },
    lines: [{ sku: 'A' }, { sku: 'B' }],
  },
};
const run = (target: Parameters<typeof compileInput>[0]) =>
  compileInput(target)(event, JSON.stringify(event));
const template = (inputPathsMap: Record<string, string>, inputTemplate: string) =>
  run({ inputTransformer: { inputPathsMap, inputTemplate } });

describe('a target without an input', () => {
  it('gets the whole event', () => expect(JSON.parse(run({}))).toEqual(event));
});

describe('Input', () => {
  it('is delivered unchanged', () => expect(run({ input: '{"a": 1}' })).toBe('{"a": 1}'));
  it('must be JSON', () => expect(() => compileInput({ input: '{' })).toThrow('JSON'));
});

describe('InputPath', () => {
  it.each([
    ['$', JSON.stringify(event)],
    ['$.detail.address', '{"city":"Bern"}'],
    ['$.detail-type', '"OrderPlaced"'],
    ["$['detail-type']", '"OrderPlaced"'],
    ['$.detail.absent', 'null'],
    ['$.detail.constructor', 'null'],
  ])('%s selects %s', (inputPath, expected) => expect(run({ inputPath })).toBe(expected));

  it.each(['detail', '$.', '$..a', '$[a]', '$.resources[1]', '$.detail.lines[*].sku'])(
    'must not be the invalid path %s',
    (inputPath) => expect(() => compileInput({ inputPath })).toThrow('is not valid'),
  );
});

describe('InputTransformer', () => {
  const paths = {
    id: '$.detail.id',
    total: '$.detail.total',
    rush: '$.detail.rush',
    note: '$.detail.note',
    address: '$.detail.address',
    lines: '$.detail.lines',
    absent: '$.detail.absent',
  };

  it('inserts JSON for a variable outside quotes', () =>
    expect(
      JSON.parse(template(paths, '{"id": <id>, "t": <total>, "r": <rush>, "a": <address>, "l": <lines>}')),
    ).toEqual({ id: 'ord_1', t: 300, r: true, a: { city: 'Bern' }, l: [{ sku: 'A' }, { sku: 'B' }] }));

  it('inserts escaped text for a variable within quotes', () =>
    expect(JSON.parse(template(paths, '{"text": "order <id> of <total>: <note>"}'))).toEqual({
      text: 'order ord_1 of 300: say "hi"\n',
    }));

  it('inserts an object within quotes without its own quotes', () =>
    expect(template(paths, '"to <address>"')).toBe('"to {city:Bern}"'));

  it('inserts an empty string for a path that the event does not have', () => {
    expect(template(paths, '"<absent>"')).toBe('""');
    expect(template(paths, '{"a": <absent>}')).toBe('{"a": ""}');
  });

  it('does not end a string at an escaped quote', () =>
    expect(template(paths, '{"text": "a \\"<id>\\" b", "id": <id>}')).toBe(
      '{"text": "a \\"ord_1\\" b", "id": "ord_1"}',
    ));

  it.each([
    ['{"a": <unknown>}', 'invalid placeholder <unknown>'],
    ['{"a": <aws.events.event>}', 'invalid placeholder <aws.events.event>'],
    ['{"a": <id>', 'not JSON'],
    ['"order <id>"\n"total <total>"', 'not JSON'],
  ])('must not have the invalid template %s', (inputTemplate, message) =>
    expect(() => compileInput({ inputTransformer: { inputPathsMap: paths, inputTemplate } })).toThrow(
      message,
    ),
  );

  it('must not be combined with another input', () =>
    expect(() => compileInput({ input: '{}', inputPath: '$' })).toThrow('Only one of'));
});
