import type { Command } from '@tradepost/aggregate/aggregate';
import type { PaymentEvent } from './payment-event.ts';
import type { PaymentState } from './payment-state.ts';

export type VoidRemainderRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' }
  | {
      readonly code: 'PAYMENT_NOT_CAPTURED';
      readonly status: 'authorizing' | 'pending' | 'authorized' | 'declined';
    };

/** Releases what is held of a partly captured payment. A payment of which nothing was captured is voided as a whole instead. */
export const voidRemainder = (): Command<PaymentState, PaymentEvent, VoidRemainderRejection> => (payment) => {
  switch (payment.status) {
    case 'none':
      return { rejection: { code: 'PAYMENT_NOT_FOUND' } };
    case 'voided-in-advance':
    case 'voiding':
    case 'voided':
      return { rejection: { code: 'PAYMENT_VOIDED' } };
    case 'authorizing':
    case 'pending':
    case 'authorized':
    case 'declined':
      return { rejection: { code: 'PAYMENT_NOT_CAPTURED', status: payment.status } };
    case 'partlyCaptured':
      return { events: [{ type: 'RemainderVoidRequested' }] };
    case 'capturing':
    case 'releasing':
    case 'captured':
      return { events: [] };
    default:
      return payment satisfies never;
  }
};
