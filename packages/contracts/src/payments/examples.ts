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

const capturedPayment = {
  ...{ id: PAYMENT_ID, orderId: ORDER_ID, amount: TOTAL, provider: 'simulated' },
  ...{ providerReference: 'ch_s7hjjktlupRCg_yoaA82sJ', createdAt: PLACED_AT, updatedAt: CONFIRMED_AT },
};
const CAPTURE_ID = PAYMENT_ID.replace('pay_', 'cap_');
const part = { ...TOTAL, amountMinor: 700 };

export const createCapture = exampleFor(routes.createCapture, {
  params,
  headers: { 'Idempotency-Key': 'parcel-1' },
  body: { amount: part },
  answer: {
    captureId: CAPTURE_ID,
    payment: {
      ...capturedPayment,
      status: 'partlyCaptured',
      captured: part,
      captures: [{ captureId: CAPTURE_ID, amount: part }],
      refunded: nothing,
      version: 3,
    },
  },
});

export const createRefund = exampleFor(routes.createRefund, {
  params,
  headers: { 'Idempotency-Key': 'complaint-1' },
  body: { amount: { ...TOTAL, amountMinor: 350 }, reason: 'One mug came broken.' },
  answer: {
    refundId: PAYMENT_ID.replace('pay_', 'rfd_'),
    payment: {
      ...capturedPayment,
      status: 'partlyCaptured',
      captured: part,
      captures: [{ captureId: CAPTURE_ID, amount: part }],
      refunded: { ...TOTAL, amountMinor: 350 },
      version: 5,
    },
  },
});

export const completeSimulatedPayment = exampleFor(routes.completeSimulatedPayment, {
  params,
  body: { outcome: 'approve' },
  answer: { paymentId: PAYMENT_ID, status: 'authorized' },
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
      { account: 'shipping-income', debitMinor: 0, creditMinor: 0 },
      { account: 'tax-payable', debitMinor: 0, creditMinor: 0 },
      { account: 'discounts', debitMinor: 0, creditMinor: 0 },
      { account: 'store-credit', debitMinor: 0, creditMinor: 0 },
      { account: 'fees', debitMinor: 0, creditMinor: 0 },
      { account: 'disputes', debitMinor: 0, creditMinor: 0 },
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
