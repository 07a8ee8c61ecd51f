import { changeAt } from './change-at.ts';

const rules = {
  rules: [
    { name: 'a', types: ['Placed', 'Cancelled'], retry: { times: 1 } },
    { name: 'b', types: ['Placed'], retry: { times: 2 } },
  ],
};

describe('changeAt', () => {
  it('changes the value at the path, in a copy', () => {
    const changed = changeAt(rules, { at: ['rules', { name: 'b' }, 'retry', 'times'], from: 2, to: 3 });
    expect(changed.rules[1]).toEqual({ name: 'b', types: ['Placed'], retry: { times: 3 } });
    expect(rules.rules[1]?.retry.times).toBe(2);
  });

  it('selects an element by a part of one of its lists', () => {
    const changed = changeAt(rules, { at: ['rules', { types: ['Cancelled'] }, 'name'], to: 'c' });
    expect(changed.rules.map(({ name }) => name)).toEqual(['c', 'b']);
  });

  it('removes a key or an element without a new value', () => {
    expect(changeAt(rules, { at: ['rules', { name: 'a' }, 'types', 'Placed'] }).rules[0]?.types).toEqual([
      'Cancelled',
    ]);
    expect(changeAt(rules, { at: ['rules', { name: 'a' }, 'retry'] }).rules[0]).not.toHaveProperty('retry');
  });

  it.each([
    ['there is no "missing"', { at: ['missing'] }],
    ['0 elements, not one, are {"name":"c"}', { at: ['rules', { name: 'c' }] }],
    ['2 elements, not one, are {"types":["Placed"]}', { at: ['rules', { types: ['Placed'] }] }],
    ['is 1, not 2', { at: ['rules', { name: 'a' }, 'retry', 'times'], from: 2, to: 3 }],
  ])('throws: %s', (message, change) => {
    expect(() => changeAt(rules, change)).toThrow(message);
  });
});
