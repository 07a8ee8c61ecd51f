import * as z from 'zod/mini';
import { captureId, disputeId, orderId, paymentId } from '../fields/identifiers.ts';
import { amountMinor, currency, money } from '../fields/money.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

export const paymentStatus = z
  .enum([
    'authorizing',
    'pending',
    'authorized',
    'declined',
    'capturing',
    'partlyCaptured',
    'releasing',
    'captured',
    'voiding',
    'voided',
  ])
  .check(
    z.describe(
      'authorizing, capturing, releasing, voiding: a request to the provider has no answer yet; pending: the customer must act first; authorized: money is held; partlyCaptured: a part was taken, and the rest is held; captured: the money was taken, and nothing is held; voided: the hold was released; declined: the provider declined the payment.',
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

/** Bounds of what a provider returns for the customer's next step. */
const MAX_URL_LENGTH = 2_048;
const MAX_SECRET_LENGTH = 512;
const MAX_INSTRUCTIONS = 20;

const url = z
  .string()
  .check(z.maxLength(MAX_URL_LENGTH), z.describe('Page of the provider to which the customer is sent.'));

/**
 * The customer's next step of a pending payment. It may authorize whoever has it, so it is given to the customer only: it is
 * stored sealed, and never logged.
 */
export const nextAction = /* @__PURE__ */ z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('redirect').check(z.describe('The customer completes the payment on another page.')),
      redirectUrl: url.check(notPersonal('made by the provider for one payment')),
    }),
    z.object({
      kind: z
        .literal('confirm')
        .check(
          z.describe("The customer confirms the payment with the provider's script, as with 3-D Secure."),
        ),
      clientSecret: z
        .string()
        .check(
          z.maxLength(MAX_SECRET_LENGTH),
          z.describe("Secret for the provider's script in the browser."),
          notPersonal('made by the provider for one payment'),
        ),
      redirectUrl: z
        .optional(url.check(notPersonal('made by the provider for one payment')))
        .check(z.describe('Page where the customer confirms, if the provider has one.')),
    }),
    z.object({
      kind: z.literal('bankTransfer').check(z.describe('The customer transfers the amount.')),
      instructions: z.record(z.string().check(z.maxLength(50)), z.string().check(z.maxLength(200))).check(
        z.refine((lines) => Object.keys(lines).length <= MAX_INSTRUCTIONS, {
          error: `must have at most ${MAX_INSTRUCTIONS} entries`,
        }),
        z.describe('Account and reference of the transfer, by their names: iban, bic, reference.'),
        notPersonal('made by the provider for one payment'),
      ),
      redirectUrl: z
        .optional(url.check(notPersonal('made by the provider for one payment')))
        .check(z.describe('Page of the provider with these instructions, if there is one.')),
    }),
  ])
  .register(z.globalRegistry, { description: "The customer's next step of a pending payment." });

export type NextAction = z.infer<typeof nextAction>;

export const pendingUntil = timestamp.check(
  z.describe('Time until which the customer can complete the payment. It is voided afterwards.'),
);

const part = (what: string) =>
  z.optional(amountMinor).check(z.describe(`${what}, in minor units. Defaults to 0.`));

/**
 * The parts of an amount, for the ledger: `goods + shipping + tax - discounts - storeCredit` is the amount. Goods and shipping
 * are before discounts and without tax.
 */
export const paymentSplit = /* @__PURE__ */ z
  .object({
    goodsMinor: part('Goods'),
    shippingMinor: part('Shipping'),
    taxMinor: part('Tax, included or added'),
    discountsMinor: part('Discounts on goods and shipping'),
    storeCreditMinor: part('Store credit and gift cards that were used'),
  })
  .register(z.globalRegistry, {
    description:
      'Parts of an amount: goods, shipping and tax, less discounts and store credit, are the amount. Without a split, all of it is goods.',
  });

export type PaymentSplit = z.infer<typeof paymentSplit>;

export const disputeStatus = z
  .enum(['open', 'won', 'lost'])
  .check(
    z.describe(
      'open: the provider has taken the amount back until the dispute is decided; won: it was returned; lost: it stays with the customer.',
    ),
  );

const disputeReason = z
  .optional(z.string())
  .check(z.describe("Reason in the provider's terms."), notPersonal("code of a provider's list"));

/** A chargeback: the customer disputes a payment at their bank. */
export const dispute = /* @__PURE__ */ z
  .object({
    disputeId,
    amount: money.check(z.describe('Disputed amount.')),
    status: disputeStatus,
    reason: disputeReason,
  })
  .register(z.globalRegistry, { description: 'Chargeback of a payment.' });

/** A capture of a payment. */
export const paymentCapture = /* @__PURE__ */ z
  .object({
    captureId: z.optional(captureId).check(z.describe('Absent if the whole payment was captured at once.')),
    amount: money.check(z.describe('Captured amount.')),
  })
  .register(z.globalRegistry, { description: 'Capture of a payment.' });

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
    captured: z.optional(money).check(z.describe('Sum of the captures.')),
    captures: z.optional(z.array(paymentCapture)).check(z.describe('Captures, oldest first.')),
    refunded: z.optional(money).check(z.describe('Refunded amount.')),
    provider: z.optional(providerName),
    providerReference: z.optional(providerReference),
    declineCode: z.optional(declineCode),
    pendingUntil: z.optional(pendingUntil),
    disputes: z.optional(z.array(dispute)).check(z.describe('Chargebacks, oldest first.')),
    version,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Payment.' });

export type Payment = z.infer<typeof payment>;

/**
 * The accounts of the ledger. A hold is booked when money is authorized and booked back when it is captured or
 * voided; a capture moves money from the provider's debt to us into sales, shipping income and tax payable, and a refund books
 * it back. `disputes` has the amounts that the provider took back until a dispute is decided.
 */
export const ledgerAccount = z
  .enum([
    'authorizations-held',
    'authorizations-owed',
    'provider-receivable',
    'sales',
    'refunds',
    'shipping-income',
    'tax-payable',
    'discounts',
    'store-credit',
    'fees',
    'disputes',
  ])
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
