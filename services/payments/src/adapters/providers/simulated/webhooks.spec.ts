import { Webhook as Signer } from 'standardwebhooks';
import { createWebhookReader } from './webhooks.ts';

const SECRET = 'c2VjcmV0IG9mIHRoZSBwcm92aWRlciwgdGhpcnR5IA==';
const MINUTE_MS = 60_000;

const read = createWebhookReader(async () => SECRET);

function webhookOf(content: unknown, { secret = SECRET, agedMs = 0 } = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const at = new Date(Date.now() - agedMs);
  return {
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Signer(secret).sign('msg_1', at, text),
    } as Readonly<Record<string, string>>,
    body: Buffer.from(text),
  };
}

/** Facts of the call that each webhook has. */
const call = { id: 'ch_1', amountMinor: 500, currency: 'GBP' };
const captured = { type: 'charge.captured', data: { ...call, idempotencyKey: 'pay_1/capture' } };

describe('a signed webhook of a call', () => {
  it.each([
    [
      { type: 'charge.authorized', data: { ...call, idempotencyKey: 'pay_1/authorize' } },
      { type: 'authorized', providerReference: 'ch_1' },
    ],
    [
      { type: 'charge.declined', data: { ...call, idempotencyKey: 'pay_1/authorize', code: 'expired_card' } },
      { type: 'declined', declineCode: 'CARD_EXPIRED' },
    ],
    [captured, { type: 'captured', of: {} }],
    [
      { type: 'charge.captured', data: { ...call, idempotencyKey: 'pay_1/capture/cap_1' } },
      { type: 'captured', of: { captureId: 'cap_1' } },
    ],
    [
      { type: 'charge.voided', data: { ...call, idempotencyKey: 'pay_1/release', releasedMinor: 500 } },
      { type: 'voided', releasedMinor: 500 },
    ],
    [{ type: 'charge.expired', data: { ...call, idempotencyKey: 'pay_1/authorize' } }, { type: 'expired' }],
    [
      {
        type: 'charge.dispute_opened',
        data: { ...call, idempotencyKey: 'pay_1/dispute/dp_1', feeMinor: 20, reason: 'fraudulent' },
      },
      { type: 'disputed', disputeId: 'dp_1', status: 'open', feeMinor: 20, reason: 'fraudulent' },
    ],
    [
      { type: 'charge.dispute_lost', data: { ...call, idempotencyKey: 'pay_1/dispute/dp_1' } },
      { type: 'disputed', disputeId: 'dp_1', status: 'lost' },
    ],
    [
      { type: 'charge.voided', data: { ...call, idempotencyKey: 'pay_1/void', releasedMinor: 500 } },
      { type: 'voided', releasedMinor: 500 },
    ],
    [
      { type: 'charge.refunded', data: { ...call, idempotencyKey: 'pay_1/refund/rfd_1' } },
      { type: 'refunded', refundId: 'rfd_1' },
    ],
    [
      { type: 'charge.refund_failed', data: { ...call, idempotencyKey: 'pay_1/refund/rfd_1', code: 'lost' } },
      { type: 'refundFailed', refundId: 'rfd_1', providerCode: 'lost' },
    ],
  ])('is parsed to its result: $type', async (content, result) => {
    await expect(read(webhookOf(content))).resolves.toEqual({
      paymentId: 'pay_1',
      providerReference: 'ch_1',
      amount: { amountMinor: 500, currency: 'GBP' },
      result,
    });
  });
});

describe('a signed webhook that reports no call of ours', () => {
  it.each([
    ['of an unknown type', { type: 'payout.paid', data: {} }],
    [
      'of a call that we have not made',
      { type: 'charge.captured', data: { ...call, idempotencyKey: 'another' } },
    ],
    ['of another call', { type: 'charge.captured', data: { ...call, idempotencyKey: 'pay_1/void' } }],
    ['without an amount', { type: 'charge.captured', data: { id: 'ch_1', idempotencyKey: 'pay_1/capture' } }],
    [
      'without a decline code',
      { type: 'charge.declined', data: { ...call, idempotencyKey: 'pay_1/authorize' } },
    ],
    ['of an empty object', {}],
    ['in form encoding', 'type=charge.captured'],
    ['with an empty body', ''],
  ])('is irrelevant: %s', async (_what, content) => {
    await expect(read(webhookOf(content))).resolves.toBe('irrelevant');
  });
});

describe('the signature of a webhook', () => {
  const good = webhookOf(captured);
  it.each([
    ['without headers', { ...good, headers: {} }],
    ['with another body', { ...good, body: Buffer.from(good.body.toString().replace('pay_1', 'pay_2')) }],
    [
      'with bytes that are not UTF-8',
      { ...good, body: Buffer.concat([good.body, Buffer.from([0xc3, 0x28])]) },
    ],
    [
      'with a byte order mark before it',
      { ...good, body: Buffer.concat([Buffer.from('\ufeff'), good.body]) },
    ],
    ['with another id', { ...good, headers: { ...good.headers, 'webhook-id': 'msg_2' } }],
    ['signed with another secret', webhookOf(captured, { secret: SECRET.replace('c2V', 'd2V') })],
    ['signed six minutes ago', webhookOf(captured, { agedMs: 6 * MINUTE_MS })],
    ['signed six minutes in the future', webhookOf(captured, { agedMs: -6 * MINUTE_MS })],
    [
      'with a new time for an old signature',
      {
        ...webhookOf(captured, { agedMs: 6 * MINUTE_MS }),
        headers: {
          ...webhookOf(captured, { agedMs: 6 * MINUTE_MS }).headers,
          'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
        },
      },
    ],
  ])('is rejected: %s', async (_what, webhook) => {
    await expect(read(webhook)).resolves.toBe('notSigned');
  });

  it('is accepted after four minutes', async () => {
    await expect(read(webhookOf(captured, { agedMs: 4 * MINUTE_MS }))).resolves.toMatchObject({
      paymentId: 'pay_1',
    });
  });
});
