import type { CloudEvent } from './event.ts';
import { compileInput } from './input-transformer.ts';

const event: CloudEvent = {
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
const context = {
  ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/shop/on-placed',
  ruleName: 'on-placed',
  ingestionTime: '2026-01-05T10:00:01Z',
};
const run = (target: Parameters<typeof compileInput>[0]) =>
  compileInput(target)(event, JSON.stringify(event), context);
const template = (inputPathsMap: Record<string, string>, inputTemplate: string) =>
  run({ inputTransformer: { inputPathsMap, inputTemplate } });

describe('When a target declares no input', () => {
  it('delivers the whole event', () => expect(JSON.parse(run({}))).toEqual(event));
});

describe('When a target declares Input', () => {
  it('delivers that text', () => expect(run({ input: '{"a": 1}' })).toBe('{"a": 1}'));
  it('refuses what is no JSON', () => expect(() => compileInput({ input: '{' })).toThrow('JSON'));
});

describe('When a target declares InputPath', () => {
  it.each([
    ['$', JSON.stringify(event)],
    ['$.detail.address', '{"city":"Bern"}'],
    ['$.detail-type', '"OrderPlaced"'],
    ["$['detail-type']", '"OrderPlaced"'],
    ['$.resources[1]', '"arn:two"'],
    ['$.detail.lines[*].sku', '["A","B"]'],
    ['$.detail.absent', 'null'],
    ['$.detail.constructor', 'null'],
  ])('%s → %s', (inputPath, expected) => expect(run({ inputPath })).toBe(expected));

  it.each(['detail', '$.', '$..a', '$[a]'])('refuses %s', (inputPath) =>
    expect(() => compileInput({ inputPath })).toThrow('is not valid'),
  );
});

describe('When a target declares InputTransformer', () => {
  const paths = {
    id: '$.detail.id',
    total: '$.detail.total',
    rush: '$.detail.rush',
    note: '$.detail.note',
    address: '$.detail.address',
    lines: '$.detail.lines',
    absent: '$.detail.absent',
  };

  it('puts JSON values where the variable stands outside quotes', () =>
    expect(
      JSON.parse(template(paths, '{"id": <id>, "t": <total>, "r": <rush>, "a": <address>, "l": <lines>}')),
    ).toEqual({ id: 'ord_1', t: 300, r: true, a: { city: 'Bern' }, l: [{ sku: 'A' }, { sku: 'B' }] }));

  it('puts text where the variable stands within quotes, escaped', () =>
    expect(JSON.parse(template(paths, '{"text": "order <id> of <total>: <note>"}'))).toEqual({
      text: 'order ord_1 of 300: say "hi"\n',
    }));

  it('drops the quotes of an object within quotes', () =>
    expect(template(paths, '"to <address>"')).toBe('"to {city:Bern}"'));

  it('puts nothing where the event has no such path', () => {
    expect(template(paths, '"<absent>"')).toBe('""');
    expect(template(paths, '{"a": <absent>}')).toBe('{"a": ""}');
  });

  it('is not confused by an escaped quote', () =>
    expect(template(paths, '{"text": "a \\"<id>\\" b", "id": <id>}')).toBe(
      '{"text": "a \\"ord_1\\" b", "id": "ord_1"}',
    ));

  it('knows the reserved variables', () => {
    const all =
      '{"arn": <aws.events.rule-arn>, "name": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>, ' +
      '"json": <aws.events.event.json>, "event": <aws.events.event>}';
    const { detail: _detail, 'detail-type': detailType, ...rest } = event;
    expect(JSON.parse(template({}, all))).toEqual({
      arn: context.ruleArn,
      name: 'on-placed',
      at: '2026-01-05T10:00:01Z',
      json: event,
      event: { ...rest, detailType },
    });
  });

  it('takes several quoted lines', () =>
    expect(template(paths, '"order <id>"\n"total <total>"')).toBe('"order ord_1"\n"total 300"'));

  it.each([
    ['{"a": <unknown>}', 'invalid placeholder <unknown>'],
    ['{"a": <id>', 'neither JSON'],
    ['plain <id>', 'neither JSON'],
  ])('refuses %s', (inputTemplate, message) =>
    expect(() => compileInput({ inputTransformer: { inputPathsMap: paths, inputTemplate } })).toThrow(
      message,
    ),
  );

  it('refuses a second kind of input beside it, and a reserved name', () => {
    expect(() => compileInput({ input: '{}', inputPath: '$' })).toThrow('Only one of');
    expect(() =>
      compileInput({
        inputTransformer: { inputPathsMap: { 'aws.events.event': '$.x' }, inputTemplate: '"x"' },
      }),
    ).toThrow('reserved');
  });
});
