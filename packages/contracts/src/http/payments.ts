import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { paymentId } from '../fields/identifiers.ts';
import { currency } from '../fields/money.ts';
import { journalEntry, payment, trialBalance } from '../models/payment.ts';

const service = 'payments';
const params = z.strictObject({ paymentId });

export const getPayment = defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}',
  summary: 'One payment.',
  scope: 'payments:read',
  params,
  success: { status: 200, body: payment },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getPaymentEntries = defineRoute({
  service,
  method: 'GET',
  path: '/v1/payments/{paymentId}/entries',
  summary: 'The journal entries of one payment, oldest first.',
  scope: 'payments:read',
  params,
  success: {
    status: 200,
    body: z.object({ items: z.array(journalEntry).check(z.describe('Oldest first.')) }),
  },
  problems: ['PAYMENT_NOT_FOUND'],
});

export const getLedger = defineRoute({
  service,
  method: 'GET',
  path: '/v1/ledger/{currency}',
  summary: 'The trial balance of the ledger in one currency.',
  scope: 'payments:read',
  params: z.strictObject({ currency }),
  success: { status: 200, body: trialBalance },
});
