import { oneFieldChanged } from './each-field.ts';

describe('oneFieldChanged', () => {
  it('changes, adds or removes one field at a time, at any depth', () => {
    const body = { a: 1, note: 'x', lines: [{ sku: 'A', count: 1 }], same: true };
    const other = {
      a: 2,
      to: { city: 'London' },
      lines: [
        { sku: 'A', count: 2 },
        { sku: 'B', count: 1 },
      ],
      same: true,
    };
    expect(oneFieldChanged<object>(body, other)).toEqual([
      { pointer: '/a', body: { ...body, a: 2 } },
      { pointer: '/note', body: { a: 1, lines: body.lines, same: true } },
      { pointer: '/lines/0/count', body: { ...body, lines: [{ sku: 'A', count: 2 }] } },
      { pointer: '/lines/1', body: { ...body, lines: [...body.lines, { sku: 'B', count: 1 }] } },
      { pointer: '/to', body: { ...body, to: { city: 'London' } } },
    ]);
  });

  it('throws for equal bodies', () => {
    expect(() => oneFieldChanged({ a: 1 }, { a: 1 })).toThrow('must differ in at least one field');
  });
});
