import { withBytes } from './with-bytes.ts';

describe('withBytes', () => {
  it('decodes binary values at any depth, also next to an attribute with the name B', () => {
    const output = { Items: [{ B: { S: 'AQL/' }, sealed: { M: { data: { B: 'AQL/' } } } }], Count: 1 };
    expect(withBytes(output)).toEqual({
      Items: [{ B: { S: 'AQL/' }, sealed: { M: { data: { B: new Uint8Array([1, 2, 255]) } } } }],
      Count: 1,
    });
  });

  it('returns an output without binary values as it is', () => {
    const output = { Item: { B: { S: 'text' }, list: { L: [{ N: '1' }] } } };
    expect(withBytes(output)).toBe(output);
  });
});
