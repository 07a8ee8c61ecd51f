import type { AttributeValue } from './attribute-value.ts';
import { sizeOf } from './item-size.ts';

describe('sizeOf', () => {
  it.each<[string, AttributeValue, number]>([
    ['a text in UTF-8', { S: 'Größe' }, 7],
    ['a number by its significant digits', { N: '12345' }, 4],
    ['a number without its zeros', { N: '1200.0' }, 2],
    ['a negative number', { N: '-1' }, 3],
    ['a flag', { BOOL: true }, 1],
    ['binary data without its encoding', { B: Buffer.from('abcd').toString('base64') }, 4],
    ['a set', { SS: ['A', 'BC'] }, 3],
    ['a list with its elements', { L: [{ S: 'A' }, { S: 'BC' }] }, 3 + 2 + 3],
    ['a map with its elements', { M: { amountMinor: { N: '1' }, currency: { S: 'GBP' } } }, 3 + 13 + 11 + 2],
  ])('counts %s, and the name of the attribute', (_what, value, bytes) => {
    expect(sizeOf({ name: value })).toBe(4 + bytes);
  });
});
