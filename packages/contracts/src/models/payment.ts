import * as z from 'zod/mini';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { amountMinor, currency, money } from '../fields/money.ts';
import { timestamp } from '../fields/text.ts';

export const paymentStatus = z.enum([
  'authorizing',
  'authorized',
  'declined',
  'capturing',
  'captured',
  'voiding',
  'voided',
]);

/** Why a provider refused; the words are Stripe's decline codes. */
export const declineCode = z.enum([
  'PAYMENT_DECLINED',
  'INSUFFICIENT_FUNDS',
  'CARD_EXPIRED',
  'PAYMENT_ACTION_REQUIRED',
]);

export type DeclineCode = z.infer<typeof declineCode>;

/**
 * The payment as the API shows it. One that was voided before its authorization was ever asked for has no amount
 * and no provider.
 */
export const payment = z.object({
  id: paymentId,
  orderId,
  status: paymentStatus,
  amount: z.optional(money),
  captured: z.optional(money),
  refunded: z.optional(money),
  provider: z.optional(z.string()),
  providerReference: z.optional(z.string()),
  declineCode: z.optional(declineCode),
  version: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});

export type Payment = z.infer<typeof payment>;

/**
 * The accounts of the ledger. A hold is booked when money is authorized and booked back when it is captured or
 * voided; a capture moves money from the provider's debt to us into sales; a refund books it back.
 */
export const ledgerAccount = z.enum([
  'authorizations-held',
  'authorizations-owed',
  'provider-receivable',
  'sales',
  'refunds',
]);

export type LedgerAccount = z.infer<typeof ledgerAccount>;

/** One side of a journal entry, in minor units. */
export const posting = z.object({
  account: ledgerAccount,
  side: z.enum(['debit', 'credit']),
  amountMinor,
});

/** What one payment event moved. Debits and credits are equal. */
export const journalEntry = z.object({
  paymentId,
  version: z.int(),
  event: z.string(),
  currency,
  postings: z.array(posting),
  bookedAt: timestamp,
});

export type JournalEntry = z.infer<typeof journalEntry>;

/** The sums of all entries in one currency. `balanced` is whether debits equal credits. */
export const trialBalance = z.object({
  currency,
  accounts: z.array(z.object({ account: ledgerAccount, debitMinor: z.int(), creditMinor: z.int() })),
  totalDebitMinor: z.int(),
  totalCreditMinor: z.int(),
  balanced: z.boolean(),
});

export type TrialBalance = z.infer<typeof trialBalance>;
