import { agree, isSameEvent } from './agree.ts';

const event = { id: 'e1', type: 'OrderPlaced', data: { total: 5, lines: [{ sku: 'MUG' }] } };

describe('agree', () => {
  it.each([
    ['the same fields in another order', { data: event.data, type: event.type, id: event.id }],
    ['a field more', { ...event, causationid: 'c1' }],
    ['a field more at some depth', { ...event, data: { total: 5, lines: [{ sku: 'MUG', size: 'L' }] } }],
    ['a field less', { id: 'e1', data: event.data }],
  ])('is true of an event with %s', (_what, other) => {
    expect([agree(event, other), agree(other, event)]).toEqual([true, true]);
  });

  it.each([
    ['another value', { ...event, type: 'OrderRejected' }],
    ['another value at some depth', { ...event, data: { total: 5, lines: [{ sku: 'CUP' }] } }],
    ['another amount', { ...event, data: { ...event.data, total: 500 } }],
    ['a line more', { ...event, data: { total: 5, lines: [{ sku: 'MUG' }, { sku: 'MUG' }] } }],
    ['null in place of an object', { ...event, data: null }],
    ['a text in place of a number', { ...event, data: { ...event.data, total: '5' } }],
    ['other fields in place of its own', { ...event, data: { forged: true } }],
  ])('is false of an event with %s', (_what, other) => {
    expect([agree(event, other), agree(other, event)]).toEqual([false, false]);
  });
});

describe('isSameEvent', () => {
  const archived = { ...event, dataschema: 'urn:tradepost:schema:OrderPlaced:1' };

  it('is true of an event with another version of its schema, or without one', () => {
    expect(isSameEvent(archived, { ...event, dataschema: 'urn:tradepost:schema:OrderPlaced:2' })).toBe(true);
    expect(isSameEvent(archived, event)).toBe(true);
  });

  it.each<[string, unknown, object]>([
    ['other data', archived, { ...archived, data: { total: 6 } }],
    ['an archived item without an event', null, event],
  ])('is false of %s', (_what, stored, other) => {
    expect(isSameEvent(stored, other)).toBe(false);
  });
});
