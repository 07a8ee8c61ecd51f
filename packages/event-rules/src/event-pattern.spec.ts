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
    ip: '10.0.0.7',
    ip6: '2001:db8::1',
    tags: [],
    path: 'dir/a/b/file.txt',
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
    [{ name: [{ prefix: { 'equals-ignore-case': 'thé v' } }] }, true],
    [{ name: [{ suffix: '.PNG' }] }, true],
    [{ name: [{ suffix: '.png' }] }, false],
    [{ name: [{ suffix: { 'equals-ignore-case': '.png' } }] }, true],
    [{ total: [{ prefix: '3' }] }, false],
    [{ name: [{ 'equals-ignore-case': 'THÉ VERT.png' }] }, true],
    [{ name: [{ 'equals-ignore-case': 'thé' }] }, false],
    [{ total: [{ numeric: ['=', 300] }] }, true],
    [{ total: [{ numeric: ['>', 300] }] }, false],
    [{ total: [{ numeric: ['>=', 300] }] }, true],
    [{ total: [{ numeric: ['<', 300] }] }, false],
    [{ total: [{ numeric: ['<=', 300] }] }, true],
    [{ total: [{ numeric: ['>', 0, '<=', 299.99] }] }, false],
    [{ total: [{ numeric: ['>', 0, '<', 301] }] }, true],
    [{ name: [{ numeric: ['>', 0] }] }, false],
    [{ ip: [{ cidr: '10.0.0.0/24' }] }, true],
    [{ ip: [{ cidr: '10.0.1.0/24' }] }, false],
    [{ ip6: [{ cidr: '2001:db8::/32' }] }, true],
    [{ ip6: [{ cidr: '2001:db9::/32' }] }, false],
    [{ name: [{ cidr: '10.0.0.0/8' }] }, false],
  ])('%j → %s', (pattern, expected) => expect(detail(pattern)).toBe(expected));

  it.each([
    ['*', true],
    ['dir/*.txt', true],
    ['*/b/*', true],
    ['dir/*/b/*.txt', true],
    ['dir/*/c/*.txt', false],
    ['*.txt', true],
    ['dir/a/b/file.txt', true],
    ['dir', false],
    ['dir/a/b/file.txt*x', false],
    ['*b/file.txt*t', false],
    ['\\*', false],
  ])('wildcard %j → %s', (wildcard, expected) => expect(detail({ path: [{ wildcard }] })).toBe(expected));

  it('matches an escaped star and backslash literally', () => {
    const matches = compilePattern({ a: [{ wildcard: 'x\\*\\\\*' }] });
    expect(matches({ a: 'x*\\yes' })).toBe(true);
    expect(matches({ a: 'xy\\no' })).toBe(false);
  });
});

describe('a pattern with anything-but', () => {
  it.each([
    [{ name: [{ 'anything-but': 'x' }] }, true],
    [{ name: [{ 'anything-but': ['x', 'Thé Vert.PNG'] }] }, false],
    [{ total: [{ 'anything-but': 300 }] }, false],
    [{ total: [{ 'anything-but': [100, 200] }] }, true],
    [{ name: [{ 'anything-but': { prefix: 'Thé' } }] }, false],
    [{ name: [{ 'anything-but': { prefix: ['Caf', 'Mil'] } }] }, true],
    [{ name: [{ 'anything-but': { suffix: '.PNG' } }] }, false],
    [{ name: [{ 'anything-but': { suffix: ['.gif', '.PNG'] } }] }, false],
    [{ name: [{ 'anything-but': { 'equals-ignore-case': 'thé vert.png' } }] }, false],
    [{ name: [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }] }, true],
    [{ name: [{ 'anything-but': { wildcard: '*.PNG' } }] }, false],
    [{ name: [{ 'anything-but': { wildcard: ['*.gif', 'x*'] } }] }, true],
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

describe('a pattern with $or', () => {
  it.each([
    [{ $or: [{ total: [1] }, { name: [{ prefix: 'Thé' }] }] }, true],
    [{ $or: [{ total: [1] }, { name: ['x'] }] }, false],
    [{ rush: [false], $or: [{ total: [300] }, { name: ['x'] }] }, false],
    [
      { rush: [true], $or: [{ total: [300], name: ['x'] }, { $or: [{ ip: ['1'] }, { note: [null] }] }] },
      true,
    ],
  ])('%j → %s', (pattern, expected) => expect(detail(pattern)).toBe(expected));
});

describe('compilePattern', () => {
  it.each([
    [[], 'must be a JSON object'],
    [{}, 'an empty object'],
    [{ detail: {} }, '"detail": an empty object'],
    [{ detail: { a: { b: 'x' } } }, '"detail.a.b": must be an object or a list'],
    [{ detail: { a: [] } }, '"detail.a": an empty list'],
    [{ a: [['x']] }, '"a": a value must be a literal'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'one operator'],
    [{ a: [{ like: 'x' }] }, 'unknown operator "like"'],
    [{ a: [{ prefix: 1 }] }, 'one operator'],
    [{ a: [{ prefix: { suffix: 'x' } }] }, '"prefix" takes a string or "equals-ignore-case"'],
    [{ a: [{ exists: 'yes' }] }, '"exists" must be true or false'],
    [{ a: [{ numeric: ['>'] }] }, '"numeric" takes'],
    [{ a: [{ numeric: ['!', 1] }] }, 'does not support the operator "!"'],
    [{ a: [{ numeric: ['>', '1'] }] }, 'takes only numbers'],
    [{ a: [{ numeric: ['<', 1, '>', 5] }] }, 'range'],
    [{ a: [{ numeric: ['>', 5, '<', 5] }] }, 'must not be empty'],
    [{ a: [{ cidr: '10.0.0.0/33' }] }, '"cidr"'],
    [{ a: [{ cidr: '10.0.0.0' }] }, '"cidr"'],
    [{ a: [{ wildcard: 'a**b' }] }, 'two "*" in a row at 1'],
    [{ a: [{ wildcard: 'a\\b' }] }, 'unknown escape at 1'],
    [{ a: [{ 'anything-but': ['x', 1] }] }, 'strings only or numbers only'],
    [{ a: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] }, 'does not take "cidr"'],
    [{ $or: [{ a: [1] }] }, '"$or": must be a list of at least two'],
    [{ $or: [{ a: [1] }, { b: { c: [] } }] }, '"$or[1].b.c": an empty list'],
  ])('throws for the invalid pattern %j', (pattern, message) =>
    expect(() => compilePattern(pattern)).toThrow(message),
  );
});
