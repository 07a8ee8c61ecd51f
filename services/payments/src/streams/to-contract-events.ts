import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentDisputed,
  paymentRefunded,
  paymentVoided,
} from '@tradepost/contracts/payments/events';
import type { PaymentEvent } from '../domain/payment-event.ts';

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
      const { type: _type, at: _at, released: _released, ...capture } = event;
      return toCloudEvent(paymentCaptured, { paymentId, ...capture }, attributes);
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
    case 'DisputeOpened': {
      const { orderId, disputeId, amount, reason } = event;
      const data = { paymentId, orderId, disputeId, amount, status: 'open' as const, reason };
      return toCloudEvent(paymentDisputed, data, attributes);
    }
    case 'DisputeWon':
    case 'DisputeLost': {
      const { orderId, disputeId, amount } = event;
      const status = event.type === 'DisputeWon' ? ('won' as const) : ('lost' as const);
      return toCloudEvent(paymentDisputed, { paymentId, orderId, disputeId, amount, status }, attributes);
    }
    case 'AuthorizationRequested':
    case 'PaymentPending':
    case 'ChargeClosed':
    case 'CaptureFailed':
    case 'RemainderVoidRequested':
    case 'RemainderVoided':
    case 'VoidRequested':
    case 'CaptureRequested':
    case 'RefundRequested':
    case 'RefundFailed':
      return undefined;
    default:
      return event satisfies never;
  }
}
