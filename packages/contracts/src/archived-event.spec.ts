import { isEventSortKey, toArchivedEvent } from './archived-event.ts';

const EVENT = {
  specversion: '1.0' as const,
  id: 'ord_1/0/0',
  source: 'tradepost.orders',
  type: 'OrderPlaced',
  subject: 'ord_1',
  time: '2026-01-01T14:00:00+02:00',
  correlationid: 'correlation-1',
  data: {},
};

it('toArchivedEvent returns the keys of an event, with its time in UTC and with milliseconds', () => {
  const item = toArchivedEvent(EVENT);
  expect(item).toEqual({
    pk: 'subject#ord_1',
    sk: '2026-01-01T12:00:00.000Z#tradepost.orders#ord_1/0/0',
    correlation: 'correlation-1',
    event: JSON.stringify(EVENT),
  });
  expect(isEventSortKey(item.sk)).toBe(true);
});

describe('isEventSortKey', () => {
  it.each([
    ['2026-01-01T12:00:00.000Z#tradepost.orders#ord_1/0/0', true],
    ['2026-01-01T12:00:00Z#tradepost.orders#ord_1/0/0', false],
    ['MUG-1', false],
    ['', false],
  ])('of %j is %s', (text, is) => {
    expect(isEventSortKey(text)).toBe(is);
  });
});
