import { createLogger } from '@tradepost/lambda/logger';
import { captureLogs } from '@tradepost/testing/log-lines';
import { findLeaks } from './find-leaks.ts';

const PLANTED = { 'a secret': 'sk "live" 51H8x', 'a note': 'gate code hedgehog' };

describe('The scan of log lines', () => {
  it.each([
    ['a secret', 'key sk "live" 51H8x is wrong'],
    ['a secret', JSON.stringify({ body: JSON.stringify({ key: 'sk "live" 51H8x' }) })],
    ['a secret', `GET /?key=${encodeURIComponent('sk "live" 51H8x')}`],
    ['a secret', `Basic ${Buffer.from('sk "live" 51H8x').toString('base64')}`],
    ['a note', 'GATE CODE HEDGEHOG'],
    ['an e-mail address', '{"subject":"nobody.planted+this@example.co.uk"}'],
  ])('catches %s: %s', (what, line) => {
    expect(findLeaks(['{"fine":true}', line], PLANTED)).toEqual([{ what, line }]);
  });

  it('catches what is put into the message of our own logger, which knows no better', () => {
    const logs = captureLogs();
    createLogger({ correlationId: 'correlation-1' }).info('mail sent to planted@example.com');
    createLogger({ correlationId: 'correlation-1' }).info('mail sent');
    const lines = logs.text().trim().split('\n');
    logs.restore();
    expect(findLeaks(lines, PLANTED).map(({ what }) => what)).toEqual(['an e-mail address']);
  });

  it('lets ids, routes and times be', () => {
    const line =
      '{"orderId":"ord_01JD3XK8WQ4N6T2B9V5M7R0C1E","route":"GET /v1/orders","at":"2026-01-01T12:00:00Z"}';
    expect(findLeaks([line], PLANTED)).toEqual([]);
  });
});
