import { CONFIRMED_AT, ORDER_ID, PAYMENT_ID, PLACED_AT, TOTAL } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const params = { paymentId: PAYMENT_ID };
const nothing = { ...TOTAL, amountMinor: 0 };
const { amountMinor, currency } = TOTAL;

export const getPayment = exampleFor(routes.getPayment, {
  params,
  answer: {
    id: PAYMENT_ID,
    orderId: ORDER_ID,
    status: 'authorized',
    amount: TOTAL,
    captured: nothing,
    refunded: nothing,
    provider: 'simulated',
    providerReference: 'ch_s7hjjktlupRCg_yoaA82sJ',
    version: 1,
    createdAt: PLACED_AT,
    updatedAt: CONFIRMED_AT,
  },
});

export const getPaymentEntries = exampleFor(routes.getPaymentEntries, {
  params,
  answer: {
    items: [
      {
        paymentId: PAYMENT_ID,
        version: 1,
        event: 'Authorized',
        currency,
        postings: [
          { account: 'authorizations-owed', side: 'debit', amountMinor },
          { account: 'authorizations-held', side: 'credit', amountMinor },
        ],
        bookedAt: CONFIRMED_AT,
      },
    ],
  },
});

export const getLedger = exampleFor(routes.getLedger, {
  params: { currency },
  answer: {
    currency,
    accounts: [
      { account: 'authorizations-held', debitMinor: 0, creditMinor: amountMinor },
      { account: 'authorizations-owed', debitMinor: amountMinor, creditMinor: 0 },
      { account: 'provider-receivable', debitMinor: 0, creditMinor: 0 },
      { account: 'sales', debitMinor: 0, creditMinor: 0 },
      { account: 'refunds', debitMinor: 0, creditMinor: 0 },
    ],
    totalDebitMinor: amountMinor,
    totalCreditMinor: amountMinor,
    balanced: true,
  },
});

export const receiveProviderWebhook = exampleFor(routes.receiveProviderWebhook, {
  params: { provider: 'simulated' },
  body: new TextEncoder().encode(
    JSON.stringify({
      type: 'charge.authorized',
      data: { idempotencyKey: `${PAYMENT_ID}/authorize`, id: 'ch_s7hjjktlupRCg_yoaA82sJ' },
    }),
  ),
  answer: { received: true },
});
