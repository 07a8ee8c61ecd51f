import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import type { PaymentEvent } from '../domain/payment.ts';
import { toContractEvents } from './to-contract-events.ts';

const paymentId = 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const refundId = 'rfd_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const amount = { amountMinor: 5_000, currency: 'GBP' };
const facts = { orderId, amount, provider: 'simulated' };

const recordOf = (...events: readonly PaymentEvent[]): StreamRecord => ({
  sequenceNumber: '1',
  kind: 'INSERT',
  pk: `payment#${paymentId}`,
  newImage: {
    pk: `payment#${paymentId}`,
    sk: 1,
    id: paymentId,
    version: 1,
    events,
    at: '2026-01-01T00:00:00.000Z',
    actor: 'tradepost.orders',
    correlationId: 'cor_1',
    causationId: 'ord_1/0/0/AuthorizePayment',
  },
});

describe('toContractEvents', () => {
  it('sets subject, time, correlation id and causation id', () => {
    const [event] = toContractEvents(recordOf({ type: 'Authorized', ...facts, providerReference: 'ch_1' }));
    expect(event).toEqual({
      specversion: '1.0',
      id: `${paymentId}/1/0`,
      source: 'tradepost.payments',
      type: 'PaymentAuthorized',
      subject: paymentId,
      time: '2026-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:tradepost:schema:PaymentAuthorized:1',
      correlationid: 'cor_1',
      causationid: 'ord_1/0/0/AuthorizePayment',
      data: { paymentId, orderId, amount, provider: 'simulated', providerReference: 'ch_1' },
    });
  });

  it.each([
    {
      event: { type: 'Authorized', ...facts, providerReference: 'ch_1' },
      contract: paymentAuthorized,
      data: { paymentId, ...facts, providerReference: 'ch_1' },
    },
    {
      event: { type: 'Declined', ...facts, declineCode: 'CARD_EXPIRED' },
      contract: paymentDeclined,
      data: { paymentId, ...facts, declineCode: 'CARD_EXPIRED' },
    },
    {
      event: { type: 'Captured', orderId, amount, released: { amountMinor: 1, currency: 'GBP' } },
      contract: paymentCaptured,
      data: { paymentId, orderId, amount },
    },
    {
      event: { type: 'Voided', orderId, amount, wasBooked: true },
      contract: paymentVoided,
      data: { paymentId, orderId, amount },
    },
    {
      event: { type: 'AuthorizationBarred', orderId },
      contract: paymentVoided,
      data: { paymentId, orderId },
    },
    {
      event: { type: 'Refunded', orderId, refundId, amount, reason: 'broken' },
      contract: paymentRefunded,
      data: { paymentId, orderId, refundId, amount, reason: 'broken' },
    },
  ] as const)(
    'publishes $contract.type for $event.type, valid by its contract',
    ({ event, contract, data }) => {
      const [said] = toContractEvents(recordOf(event));
      expect(said).toMatchObject({ type: contract.type });
      expect(said?.data).toEqual(data);
      expect(contract.data.parse(said?.data)).toEqual(data);
    },
  );

  it.each<PaymentEvent>([
    { type: 'AuthorizationRequested', ...facts, token: 'tok_approved' },
    { type: 'VoidRequested' },
    { type: 'CaptureRequested', amount },
    { type: 'RefundRequested', orderId, refundId, amount },
    { type: 'RefundFailed', refundId, providerCode: 'expired' },
  ])('does not publish $type', (event) => {
    expect(toContractEvents(recordOf(event))).toEqual([]);
  });

  it('includes the index of the event in its id', () => {
    const events = toContractEvents(
      recordOf({ type: 'VoidRequested' }, { type: 'Voided', orderId, amount, wasBooked: true }),
    );
    expect(events.map(({ id }) => id)).toEqual([`${paymentId}/1/1`]);
  });

  it('publishes nothing for a deleted item', () => {
    expect(
      toContractEvents({ ...recordOf({ type: 'AuthorizationBarred', orderId }), kind: 'REMOVE' }),
    ).toEqual([]);
  });
});
