import { describeEvents } from './describe.ts';

const time = '2026-01-01T00:00:00.000Z';

describe('describeEvents', () => {
  it('lists the events with their versions and ids', () => {
    const events = [{ id: 'ord_1/1/0', type: 'OrderConfirmed', version: 1, time }];
    const found = { versions: { first: 0, last: 1 }, events, published: 0 };
    expect(describeEvents('ord_1', 1, found)).toEqual([
      'ord_1: versions 0 to 1 stored',
      '  1  OrderConfirmed  2026-01-01T00:00:00.000Z  ord_1/1/0',
    ]);
  });

  it('reports that the events of earlier versions are not stored', () => {
    const found = { versions: { first: 7, last: 7 }, events: [], published: 0 };
    expect(describeEvents('prd_1', undefined, found)).toEqual([
      'prd_1: version 7 stored; the events of earlier versions are not stored with the aggregate',
      '  no events in these versions',
    ]);
  });
});
