import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import type { PaymentEvent } from '../domain/payment.ts';

/** Maps a commit of a payment to the events to publish: not intents, nor failed refunds. */
export function toContractEvents(commit: StoredCommit<PaymentEvent>): readonly CloudEvent[] {
  return commit.events.flatMap((event, index) => {
    const attributes = messageAttributes(commit, index, { source: 'tradepost.payments' });
    return toContractEvent(event, attributes) ?? [];
  });
}

function toContractEvent(event: PaymentEvent, attributes: MessageAttributes): CloudEvent | undefined {
  const paymentId = attributes.subject;
  switch (event.type) {
    case 'PaymentAuthorized': {
      const { orderId, amount, provider, providerReference } = event;
      const data = { paymentId, orderId, amount, provider, providerReference };
      return toCloudEvent(paymentAuthorized, data, attributes);
    }
    case 'PaymentDeclined': {
      const { orderId, amount, provider, declineCode } = event;
      return toCloudEvent(paymentDeclined, { paymentId, orderId, amount, provider, declineCode }, attributes);
    }
    case 'PaymentCaptured': {
      const { orderId, amount } = event;
      return toCloudEvent(paymentCaptured, { paymentId, orderId, amount }, attributes);
    }
    case 'PaymentVoided': {
      const { orderId, amount } = event;
      return toCloudEvent(paymentVoided, { paymentId, orderId, amount }, attributes);
    }
    case 'PaymentVoidedInAdvance':
      return toCloudEvent(paymentVoided, { paymentId, orderId: event.orderId }, attributes);
    case 'PaymentRefunded': {
      const { type: _type, at: _at, ...refund } = event;
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
