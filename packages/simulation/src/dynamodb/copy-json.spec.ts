import { copyJson } from './copy-json.ts';

describe('copyJson', () => {
  it.each([
    [{ a: 1, b: [true, null, 'x', { c: {} }], d: undefined }],
    [JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
    [[[], ['a']]],
    ['text'],
    [null],
  ])('returns %j as a parsed JSON text has it', (value) => {
    const copy = copyJson(value);
    expect(copy).toStrictEqual(JSON.parse(JSON.stringify(value)));
    expect(Object.getOwnPropertyNames(Object(copy))).toEqual(
      Object.getOwnPropertyNames(Object(JSON.parse(JSON.stringify(value)))),
    );
  });

  it('shares no object with the original', () => {
    const original = { items: [{ name: 'a' }] };
    const copy = copyJson(original);
    expect([copy.items === original.items, copy.items[0] === original.items[0]]).toEqual([false, false]);
  });

  it('returns bytes as base64', () => {
    expect(copyJson({ B: new Uint8Array([1, 2, 255]) })).toEqual({ B: 'AQL/' });
  });
});
