import { compilePattern } from './event-pattern.ts';

const event = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  source: 'shop.orders',
  'detail-type': 'OrderPlaced',
  account: '000000000000',
  time: '2026-01-05T10:00:00Z',
  region: 'us-east-1',
  resources: ['arn:aws:x:1', 'arn:aws:x:2'],
  detail: {
    total: 300,
    rush: true,
    note: null,
    name: 'Thé Vert.PNG',
    tags: [],
    lines: [
      { sku: 'A', quantity: 1, nested: { deep: 'x' } },
      { sku: 'B', quantity: 2 },
    ],
  },
};

const detail = (pattern: unknown) => compilePattern({ detail: pattern })(event);

describe('a pattern of exact values', () => {
  it.each([
    [{ source: ['shop.orders'] }, true],
    [{ source: ['shop.carts', 'shop.orders'] }, true],
    [{ source: ['shop.carts'] }, false],
    [{ source: ['shop.orders'], 'detail-type': ['OrderRejected'] }, false],
    [{ resources: ['arn:aws:x:2'] }, true],
    [{ detail: { total: [300] } }, true],
    [{ detail: { total: ['300'] } }, false],
    [{ detail: { rush: [true] } }, true],
    [{ detail: { rush: [false] } }, false],
    [{ detail: { note: [null] } }, true],
    [{ detail: { absent: [null] } }, false],
    [{ detail: { lines: { sku: ['B'] } } }, true],
    [{ detail: { lines: { nested: { deep: ['x'] } } } }, true],
    [{ detail: { lines: ['A'] } }, false],
  ])('%j → %s', (pattern, expected) => expect(compilePattern(pattern)(event)).toBe(expected));

  it('matches only if one element of a list of objects has all fields', () => {
    expect(detail({ lines: { sku: ['A'], quantity: [1] } })).toBe(true);
    expect(detail({ lines: { sku: ['A'], quantity: [2] } })).toBe(false);
  });

  it('matches only objects', () => {
    expect(compilePattern({ a: [1] })('a')).toBe(false);
    expect(compilePattern({ a: [{ exists: false }] })(undefined)).toBe(false);
  });
});

describe('a pattern with operators', () => {
  it.each([
    [{ name: [{ prefix: 'Thé' }] }, true],
    [{ name: [{ prefix: 'thé' }] }, false],
    [{ total: [{ prefix: '3' }] }, false],
    [{ name: [{ suffix: '.PNG' }] }, true],
    [{ name: [{ suffix: '.png' }] }, false],
    [{ name: ['x', { suffix: '.PNG' }] }, true],
    [{ name: [{ 'anything-but': 'x' }] }, true],
    [{ name: [{ 'anything-but': ['x', 'Thé Vert.PNG'] }] }, false],
    [{ total: [{ 'anything-but': 300 }] }, false],
    [{ total: [{ 'anything-but': [100, 200] }] }, true],
    [{ absent: [{ 'anything-but': 'x' }] }, false],
    [{ lines: { sku: [{ 'anything-but': 'A' }] } }, true],
  ])('%j → %s', (pattern, expected) => expect(detail(pattern)).toBe(expected));
});

describe('a pattern with exists', () => {
  it.each([
    [{ note: [{ exists: true }] }, true],
    [{ note: [{ exists: false }] }, false],
    [{ absent: [{ exists: true }] }, false],
    [{ absent: [{ exists: false }] }, true],
    [{ absent: ['x', { exists: false }] }, true],
    [{ name: ['x', { exists: false }] }, false],
    [{ tags: [{ exists: false }] }, true],
    [{ lines: [{ exists: true }] }, false],
    [{ absent: { deep: [{ exists: false }] } }, true],
    [{ total: { deep: [{ exists: false }] } }, true],
    [{ lines: { nested: { deep: [{ exists: false }] } } }, true],
  ])('%j → %s', (pattern, expected) => expect(detail(pattern)).toBe(expected));
});

describe('compilePattern', () => {
  it.each([
    [[], 'must be a JSON object'],
    [{}, 'an empty object'],
    [{ detail: {} }, '"detail": an empty object'],
    [{ detail: { a: { b: 'x' } } }, '"detail.a.b": must be an object or a list'],
    [{ detail: { a: [] } }, '"detail.a": an empty list'],
    [{ a: [['x']] }, '"a": a value must not be a list'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'only one operator'],
    [{ a: [{ numeric: ['>', 1] }] }, '"a": the operator "numeric" is not supported'],
    [{ a: [{ prefix: { 'equals-ignore-case': 'x' } }] }, '"prefix" is only supported with a string'],
    [{ a: [{ exists: 'yes' }] }, '"exists" takes true or false'],
    [{ a: [{ 'anything-but': ['x', 1] }] }, 'strings or with numbers'],
    [{ a: [{ 'anything-but': { prefix: 'x' } }] }, 'strings or with numbers'],
    [{ $or: [{ a: [1] }, { b: [1] }] }, '"$or": the operator is not supported'],
  ])('throws for the invalid pattern %j', (pattern, message) =>
    expect(() => compilePattern(pattern)).toThrow(message),
  );
});
