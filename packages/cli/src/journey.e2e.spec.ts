import { runTradepost } from '@tradepost/testing/cloud/run-script';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ enforcePermissions: true });
});
afterAll(() => cloud?.stop());

describe('pnpm tradepost journey', () => {
  it('plays a day of the shop, and reconciles every account', async () => {
    const race = ['--customers', '20', '--uses', '4', '--units', '3'];
    const { code, stdout, stderr } = await runTradepost(['journey', '--url', cloud.url, ...race]).ended;
    expect(stdout.split('\n').at(-2)).toMatch(
      /^RECONCILED: \d+ orders, [\d.,]+ EUR charged\. Every account of the ledger matches the quotes\.$/,
    );
    expect(stdout).toContain('Ada confirms the payment, and the provider sends its webhook.');
    expect(stdout).toMatch(/Ben has until \d{4}-\d{2}-\d{2} to transfer 79\.40 EUR/);
    expect(stdout).toContain('total 0.00 EUR');
    expect(stdout).toMatch(/4 orders used RACE-/);
    expect(stdout).toMatch(/: 3 brass lamps, \d+ light bulbs?\./);
    expect([code, stderr.includes('tradepost journey:')]).toEqual([0, false]);
  });
});
