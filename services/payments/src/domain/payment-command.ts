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

export type CommandType = PaymentCommand['type'];

/** A command of one type, or of one of several types. */
export type CommandOf<Type extends CommandType> = Extract<PaymentCommand, { readonly type: Type }> & {
  readonly type: Type;
};

type Mismatch = { readonly code: 'PAYMENT_MISMATCH'; readonly orderId: string; readonly amount?: Money };
type CurrencyMismatch = { readonly code: 'CURRENCY_MISMATCH'; readonly currency: string };

export type RefundFailed = {
  readonly code: 'REFUND_FAILED';
  readonly refundId: string;
  readonly providerCode: string;
};

/** Rejections of each command. */
type Rejections = {
  readonly Authorize: { readonly code: 'PAYMENT_VOIDED' | DeclineCode } | Mismatch;
  readonly Void: Mismatch | RefundFailed;
  readonly Capture:
    | { readonly code: 'PAYMENT_NOT_FOUND' | 'PAYMENT_VOIDED' | 'AMOUNT_NOT_POSITIVE' }
    | { readonly code: 'PAYMENT_NOT_AUTHORIZED'; readonly status: string }
    | { readonly code: 'PAYMENT_CAPTURED'; readonly captured: Money }
    | { readonly code: 'AMOUNT_EXCEEDS_AUTHORIZED'; readonly authorized: Money }
    | CurrencyMismatch;
  readonly Refund:
    | { readonly code: 'PAYMENT_NOT_FOUND' | 'AMOUNT_NOT_POSITIVE' }
    | { readonly code: 'PAYMENT_NOT_CAPTURED'; readonly status: string }
    | { readonly code: 'AMOUNT_EXCEEDS_CAPTURED'; readonly captured: Money; readonly refunded: Money }
    | { readonly code: 'REFUND_MISMATCH'; readonly refundId: string; readonly amount: Money }
    | { readonly code: 'TOO_MANY_REFUNDS'; readonly maxRefunds: number }
    | CurrencyMismatch
    | RefundFailed;
};

export type PaymentRejection<Type extends CommandType = CommandType> = Rejections[Type];

/** The events of a command, or its rejection. */
export type Decided<Type extends CommandType> =
  | { readonly events: readonly PaymentEvent[] }
  | { readonly rejection: PaymentRejection<Type> };
