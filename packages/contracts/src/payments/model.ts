import * as z from 'zod/mini';
import { orderId, paymentId } from '../fields/identifiers.ts';
import { amountMinor, currency, money } from '../fields/money.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

export const paymentStatus = z
  .enum(['authorizing', 'authorized', 'declined', 'capturing', 'captured', 'voiding', 'voided'])
  .check(
    z.describe(
      'authorizing, capturing, voiding: a request to the provider is pending; authorized: money is held; captured: the money was taken; voided: the hold was released; declined: the provider declined the payment.',
    ),
  );

/** Reason of a decline, in Stripe's decline codes. */
export const declineCode = z
  .enum(['PAYMENT_DECLINED', 'INSUFFICIENT_FUNDS', 'CARD_EXPIRED', 'PAYMENT_ACTION_REQUIRED'])
  .check(z.describe('Decline code of the provider, in the terms of Stripe.'));

export type DeclineCode = z.infer<typeof declineCode>;

export const providerName = z
  .string()
  .check(z.describe('Name of the payment provider.'), notPersonal('name of a provider'));
export const providerReference = z
  .string()
  .check(z.describe('Id of the charge at the provider.'), personal('pseudonym'));

/**
 * A payment as the API returns it. A payment that was voided before its authorization was requested has no amount and no
 * provider.
 */
export const payment = /* @__PURE__ */ z
  .object({
    id: paymentId,
    orderId,
    status: paymentStatus,
    amount: z.optional(money).check(z.describe('Amount to authorize.')),
    captured: z.optional(money).check(z.describe('Captured amount.')),
    refunded: z.optional(money).check(z.describe('Refunded amount.')),
    provider: z.optional(providerName),
    providerReference: z.optional(providerReference),
    declineCode: z.optional(declineCode),
    version,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Payment.' });

export type Payment = z.infer<typeof payment>;

/**
 * The accounts of the ledger. A hold is booked when money is authorized and booked back when it is captured or
 * voided; a capture moves money from the provider's debt to us into sales; a refund books it back.
 */
export const ledgerAccount = z
  .enum(['authorizations-held', 'authorizations-owed', 'provider-receivable', 'sales', 'refunds'])
  .check(z.describe('Account of the ledger.'));

export type LedgerAccount = z.infer<typeof ledgerAccount>;

/** One side of a journal entry, in minor units. */
export const posting = /* @__PURE__ */ z
  .object({
    account: ledgerAccount,
    side: z.enum(['debit', 'credit']).check(z.describe('Side of the account.')),
    amountMinor,
  })
  .register(z.globalRegistry, { description: 'Debit or credit of a journal entry.' });

/** Journal entry of one payment event. Debits and credits are equal. */
export const journalEntry = /* @__PURE__ */ z
  .object({
    paymentId,
    version: version.check(z.describe('Version of the payment after the event.')),
    event: z.string().check(z.describe('Type of the payment event.'), notPersonal('name of a type')),
    currency,
    postings: z.array(posting).check(z.describe('Debits and credits, whose sums are equal.')),
    bookedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Journal entry of one payment event.' });

export type JournalEntry = z.infer<typeof journalEntry>;

/** Sums of all entries in one currency. `balanced` is true if debits equal credits. */
const minorSum = (of: string) => z.int().check(z.describe(`Sum of all ${of}, in minor units.`));

export const trialBalance = /* @__PURE__ */ z
  .object({
    currency,
    accounts: z
      .array(
        z.object({
          account: ledgerAccount,
          debitMinor: minorSum('debits'),
          creditMinor: minorSum('credits'),
        }),
      )
      .check(z.describe('All accounts, including those without entries.')),
    totalDebitMinor: minorSum('debits'),
    totalCreditMinor: minorSum('credits'),
    balanced: z.boolean().check(z.describe('True if debits equal credits.')),
  })
  .register(z.globalRegistry, { description: 'Sums of all entries in one currency.' });

export type TrialBalance = z.infer<typeof trialBalance>;
