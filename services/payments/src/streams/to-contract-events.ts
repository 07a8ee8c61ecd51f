import { type StreamedCommit, type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import { type PaymentEvent, paymentEvent } from '../domain/payment.ts';

/** Maps a record of the event store's stream to the events to publish: not intents, nor failed refunds. Pure. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toCommit(record);
  if (commit === undefined) return [];
  return commit.events.flatMap((stored, index) => {
    const event = toContractEvent(paymentEvent.parse(stored), toAttributes(commit, index));
    return event === undefined ? [] : [event];
  });
}

function toContractEvent(event: PaymentEvent, attributes: MessageAttributes): CloudEvent | undefined {
  const paymentId = attributes.subject;
  switch (event.type) {
    case 'Authorized': {
      const { orderId, amount, provider, providerReference } = event;
      const data = { paymentId, orderId, amount, provider, providerReference };
      return toCloudEvent(paymentAuthorized, data, attributes);
    }
    case 'Declined': {
      const { orderId, amount, provider, declineCode } = event;
      return toCloudEvent(paymentDeclined, { paymentId, orderId, amount, provider, declineCode }, attributes);
    }
    case 'Captured': {
      const { orderId, amount } = event;
      return toCloudEvent(paymentCaptured, { paymentId, orderId, amount }, attributes);
    }
    case 'Voided': {
      const { orderId, amount } = event;
      return toCloudEvent(paymentVoided, { paymentId, orderId, amount }, attributes);
    }
    case 'AuthorizationBarred':
      return toCloudEvent(paymentVoided, { paymentId, orderId: event.orderId }, attributes);
    case 'Refunded': {
      const { type: _type, ...refund } = event;
      return toCloudEvent(paymentRefunded, { paymentId, ...refund }, attributes);
    }
    case 'AuthorizationRequested':
    case 'VoidRequested':
    case 'CaptureRequested':
    case 'RefundRequested':
    case 'RefundFailed':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** The id derives from the event store, so an event that is published twice has the same id. */
function toAttributes(
  { id, version, at, correlationId, causationId }: StreamedCommit,
  index: number,
): MessageAttributes {
  return {
    id: `${id}/${version}/${index}`,
    source: 'tradepost.payments',
    subject: id,
    time: at,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
