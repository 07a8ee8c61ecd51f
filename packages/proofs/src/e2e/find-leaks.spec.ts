import { createLogger } from '@tradepost/lambda/log/logger';
import { captureLogs } from '@tradepost/testing/log-lines';
import { findLeaks } from './find-leaks.ts';

const PLANTED = { 'a secret': 'sk "live" 51H8x', 'a note': 'gate code hedgehog', 'a word': 'þÿ~ÿþ?' };

describe('findLeaks', () => {
  it.each([
    ['a secret', 'key sk "live" 51H8x is wrong'],
    ['a secret', JSON.stringify({ body: JSON.stringify({ key: 'sk "live" 51H8x' }) })],
    ['a secret', `GET /?key=${encodeURIComponent('sk "live" 51H8x')}`],
    ['a secret', `Basic ${Buffer.from('sk "live" 51H8x').toString('base64')}`],
    ['a note', 'GATE CODE HEDGEHOG'],
    ['a word', `s1..${Buffer.from('"þÿ~ÿþ?"').toString('base64url')}`],
    ['an e-mail address', '{"subject":"nobody.planted+this@example.co.uk"}'],
  ])('finds %s: %s', (what, line) => {
    expect(findLeaks(['{"fine":true}', line], PLANTED)).toEqual([{ what, line }]);
  });

  it('finds an address in a message of the logger, which does not redact messages', () => {
    const logs = captureLogs();
    createLogger({ correlationId: 'correlation-1' }).info('mail sent to planted@example.com');
    createLogger({ correlationId: 'correlation-1' }).info('mail sent');
    const lines = logs.text().trim().split('\n');
    logs.restore();
    expect(findLeaks(lines, PLANTED).map(({ what }) => what)).toEqual(['an e-mail address']);
  });

  it('accepts ids, routes and times', () => {
    const line =
      '{"orderId":"ord_01JD3XK8WQ4N6T2B9V5M7R0C1E","route":"GET /v1/orders","at":"2026-01-01T12:00:00Z"}';
    expect(findLeaks([line], PLANTED)).toEqual([]);
  });
});
