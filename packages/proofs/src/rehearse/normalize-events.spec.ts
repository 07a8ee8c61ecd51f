import { normalizeEvents } from './normalize-events.ts';

const first = '01M86RDEZED1CRJYQMMC15E2NR';
const second = '12DCT7VZJAC63CE9JKFRW52NDB';

describe('normalizeEvents', () => {
  it('replaces equal ids by equal numbers, also within longer ids, and times by a constant', () => {
    expect(
      normalizeEvents([
        { id: `ord_${second}/0/0`, time: '2026-11-24T12:27:43.471Z', data: { at: ['2026-11-24T12:27:43Z'] } },
        { id: `pay_${first}/0/0`, subject: `ord_${second}` },
      ]),
    ).toEqual([
      '{"data":{"at":["<time>"]},"id":"ord_1/0/0","time":"<time>"}',
      '{"id":"pay_2/0/0","subject":"ord_1"}',
    ]);
  });

  it('replaces the references of the simulated payment provider', () => {
    expect(normalizeEvents([{ providerReference: 'ch_D7_6lryFOV6fIq0DIdb-m-' }])).toEqual([
      '{"providerReference":"ch_1"}',
    ]);
  });

  it('replaces seals by a constant', () => {
    expect(
      normalizeEvents([{ contact: 's1..w9yARa8Q-_', sealedPaymentToken: 's1.T9t2YXze.no80-1' }]),
    ).toEqual(['{"contact":"<seal>","sealedPaymentToken":"<seal>"}']);
  });

  it('replaces order numbers by a constant', () => {
    expect(normalizeEvents([{ orderNumber: '10014' }])).toEqual(['{"orderNumber":"<number>"}']);
  });

  it('keeps everything else, sorted by name', () => {
    expect(normalizeEvents([{ type: 'StockLow', data: { sku: 'MUG-BLUE', available: 3 } }])).toEqual([
      '{"data":{"available":3,"sku":"MUG-BLUE"},"type":"StockLow"}',
    ]);
  });
});
