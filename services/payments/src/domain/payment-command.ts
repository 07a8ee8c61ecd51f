import type { DeclineCode } from '@tradepost/contracts/payments/model';
import type { Money } from '@tradepost/money/money';
import type { PaymentEvent } from './payment.ts';

export type PaymentCommand =
  | {
      readonly type: 'Authorize';
      readonly orderId: string;
      readonly amount: Money;
      readonly token: string;
      /** The provider of a new payment. */
      readonly provider: string;
    }
  /** `refundId` is the id of the refund that is made if the payment is already captured. */
  | { readonly type: 'Void'; readonly orderId: string; readonly refundId: string }
  | { readonly type: 'Capture'; readonly amount?: Money | undefined }
  | {
      readonly type: 'Refund';
      readonly refundId: string;
      readonly amount: Money;
      readonly reason?: string | undefined;
    };

export type PaymentRejection =
  | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' | 'AMOUNT_NOT_POSITIVE' }
  | { readonly code: DeclineCode }
  | { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string; readonly amount?: Money }
  | { readonly code: 'PAYMENT_NOT_AUTHORIZED' | 'PAYMENT_NOT_CAPTURED'; readonly status: string }
  | { readonly code: 'PAYMENT_CAPTURED'; readonly captured: Money }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string }
  | { readonly code: 'AMOUNT_EXCEEDS_AUTHORIZED'; readonly authorized: Money }
  | { readonly code: 'AMOUNT_EXCEEDS_CAPTURED'; readonly captured: Money; readonly refunded: Money }
  | { readonly code: 'REFUND_MISMATCH'; readonly refundId: string; readonly amount: Money }
  | { readonly code: 'REFUND_FAILED'; readonly refundId: string; readonly providerCode: string }
  | { readonly code: 'TOO_MANY_REFUNDS'; readonly maxRefunds: number };

/** The events of a command, or its rejection. */
export type Decided = { readonly events: readonly PaymentEvent[] } | { readonly rejection: PaymentRejection };
