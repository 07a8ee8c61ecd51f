import { type LogFacts, toLoggable, WITHHELD } from './log-facts.ts';

describe('toLoggable', () => {
  it('keeps the listed fields', () => {
    const facts: LogFacts = {
      subject: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      route: 'PUT /v1/jars/{jarId}',
      durationMs: 12,
      coldStart: true,
      ids: ['ord_1/0/0', 'ord_2/0/0'],
      code: undefined,
    };
    expect(toLoggable(facts)).toEqual({
      subject: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      route: 'PUT /v1/jars/{jarId}',
      durationMs: 12,
      coldStart: true,
      ids: ['ord_1/0/0', 'ord_2/0/0'],
    });
  });

  it('drops fields that are not listed', () => {
    expect(toLoggable({ email: 'ada@example.com', note: 'ring twice' } as LogFacts)).toEqual({});
  });

  it.each([
    ['an e-mail address', 'ada@example.com'],
    ['a name', 'Ada Lovelace'],
    ['a card number', '4242424242424242'],
    ['markup', '<b>'],
    ['an empty text', ''],
    ['257 characters', 'x'.repeat(257)],
  ])('withholds an id that is %s', (_what, id) => {
    expect(toLoggable({ subject: id, ids: [id] })).toEqual({ subject: WITHHELD, ids: [WITHHELD] });
  });

  it.each(['MUSIC/CD/123', '15056 BL', 'Größe-M', '50% OFF', '日本-1'])('keeps the SKU %s', (sku) => {
    expect(toLoggable({ sku })).toEqual({ sku });
  });

  it.each(['ada@example.com', 'Ada Lovelace', '4242424242424242', 'a\u202eb', 'a\nb', 'x'.repeat(101)])(
    'withholds the SKU %j',
    (sku) => {
      expect(toLoggable({ sku })).toEqual({ sku: WITHHELD });
    },
  );

  it('keeps pointer and code of an error, without its detail and without keys that the sender chose', () => {
    const errors = [
      { pointer: '#/lines/0/sku', code: 'INVALID_FORMAT', detail: 'must be 1 to 64 letters' },
      { pointer: '#/options/ada@example.com', code: 'UNKNOWN_FIELD', detail: 'ada@example.com is none' },
    ];
    expect(toLoggable({ errors })).toEqual({
      errors: [
        { pointer: '#/lines/0/sku', code: 'INVALID_FORMAT' },
        { pointer: `#/options/${WITHHELD}`, code: 'UNKNOWN_FIELD' },
      ],
    });
  });
});
