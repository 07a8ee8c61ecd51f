import { justWritten } from '@tradepost/testing/just-written';
import { createCapturedPayments } from './captured-payments.ts';

describe('a payment that was just captured', () => {
  it('is found', async () => {
    const payments = createCapturedPayments({
      client: justWritten({ pk: 'captured#pay_1' }),
      tableName: 'views',
    });
    expect([await payments.has('pay_1'), await payments.has('pay_2')]).toEqual([true, false]);
  });
});
