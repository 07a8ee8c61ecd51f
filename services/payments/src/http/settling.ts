import type { AuditLog } from '@tradepost/audit/audit-log';
import type { Payment } from '@tradepost/contracts/payments/model';
import type { IdFromKey, KeyOwner } from '@tradepost/lambda/id-from-key';
import { ulid } from 'ulid';
import { toPayment } from '../projections/to-payment.ts';
import type { SettleDeps } from '../provider-deps.ts';

export type SettlingDeps = SettleDeps & { readonly audit: AuditLog; readonly idFromKey: IdFromKey };

/** The id of what a request creates: the same for its repeats, if it has an `Idempotency-Key`. */
export async function newId<const Prefix extends string>(
  prefix: Prefix,
  request: {
    readonly caller: KeyOwner;
    readonly idempotencyKey: string | undefined;
    readonly params: { readonly paymentId: string };
  },
  idFromKey: IdFromKey,
): Promise<string> {
  const { caller, idempotencyKey, params } = request;
  if (idempotencyKey === undefined) return `${prefix}_${ulid()}`;
  return idFromKey(prefix, caller, `${params.paymentId}/${idempotencyKey}`);
}

/** The payment as a response has it. */
export async function shownPayment(
  paymentId: string,
  { payments }: Pick<SettleDeps, 'payments'>,
): Promise<Payment> {
  const payment = toPayment(await payments.history(paymentId));
  if (payment === undefined) throw new Error(`${paymentId} has no commits`);
  return payment;
}

/** Returns true if the outcome of the call to the provider is unknown: the request can be repeated. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof Error && error.name === 'PaymentOutcomeUnknown';
}
