import type { NewEvent } from '@tradepost/aggregate/aggregate';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import type { PaymentEvent } from '../domain/payment-event.ts';
import { eventsOf } from './publish-events.ts';

const paymentId = 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const orderId = 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const refundId = 'rfd_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const amount = { amountMinor: 5_000, currency: 'GBP' };
const facts = { orderId, amount, provider: 'simulated' };

const recordOf = (...events: readonly NewEvent<PaymentEvent>[]): StreamRecord => ({
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

describe('eventsOf', () => {
  it('sets subject, time, correlation id and causation id', () => {
    const [event] = eventsOf(recordOf({ type: 'PaymentAuthorized', ...facts, providerReference: 'ch_1' }));
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
      event: { type: 'PaymentAuthorized', ...facts, providerReference: 'ch_1' },
      contract: paymentAuthorized,
      data: { paymentId, ...facts, providerReference: 'ch_1' },
    },
    {
      event: { type: 'PaymentDeclined', ...facts, declineCode: 'CARD_EXPIRED' },
      contract: paymentDeclined,
      data: { paymentId, ...facts, declineCode: 'CARD_EXPIRED' },
    },
    {
      event: { type: 'PaymentCaptured', orderId, amount, released: { amountMinor: 1, currency: 'GBP' } },
      contract: paymentCaptured,
      data: { paymentId, orderId, amount },
    },
    {
      event: { type: 'PaymentVoided', orderId, amount, wasBooked: true },
      contract: paymentVoided,
      data: { paymentId, orderId, amount },
    },
    {
      event: { type: 'PaymentVoidedInAdvance', orderId },
      contract: paymentVoided,
      data: { paymentId, orderId },
    },
    {
      event: { type: 'PaymentRefunded', orderId, refundId, amount, reason: 'broken' },
      contract: paymentRefunded,
      data: { paymentId, orderId, refundId, amount, reason: 'broken' },
    },
  ] as const)(
    'publishes $contract.type for $event.type, valid by its contract',
    ({ event, contract, data }) => {
      const [published] = eventsOf(recordOf(event));
      expect(published).toMatchObject({ type: contract.type });
      expect(published?.data).toEqual(data);
      expect(contract.data.parse(published?.data)).toEqual(data);
    },
  );

  it.each<NewEvent<PaymentEvent>>([
    { type: 'AuthorizationRequested', ...facts, sealedToken: 's1.Zk3vQ9aB.tok_approved' },
    { type: 'VoidRequested' },
    { type: 'CaptureRequested', amount },
    { type: 'RefundRequested', orderId, refundId, amount },
    { type: 'RefundFailed', refundId, providerCode: 'expired' },
  ])('does not publish $type', (event) => {
    expect(eventsOf(recordOf(event))).toEqual([]);
  });

  it('includes the index of the event in its id', () => {
    const events = eventsOf(
      recordOf({ type: 'VoidRequested' }, { type: 'PaymentVoided', orderId, amount, wasBooked: true }),
    );
    expect(events.map(({ id }) => id)).toEqual([`${paymentId}/1/1`]);
  });

  it('publishes nothing for a deleted item', () => {
    expect(eventsOf({ ...recordOf({ type: 'PaymentVoidedInAdvance', orderId }), kind: 'REMOVE' })).toEqual(
      [],
    );
  });
});
