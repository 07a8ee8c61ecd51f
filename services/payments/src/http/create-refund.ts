import { createRefund as route } from '@tradepost/contracts/payments/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { findMinorDigits } from '@tradepost/money/currencies';
import { audit, idFromKey } from '../deps.ts';
import { refund } from '../domain/refund.ts';
import { executePaymentCommand, refundLimit, settleDeps } from '../provider-deps.ts';
import { isOutcomeUnknown, newId, type SettlingDeps, shownPayment } from './settling.ts';

export const handler = http(route, (request) =>
  createRefund(request, {
    ...settleDeps(),
    audit: audit(),
    idFromKey: idFromKey(),
    refundLimit: refundLimit(),
  }),
);

/**
 * Refunds a payment, or a part of it, for a person. The act is recorded before. Who may not capture has a limit for all refunds of
 * a payment together.
 */
export async function createRefund(
  request: HttpRequest<typeof route>,
  dependencies: SettlingDeps & { readonly refundLimit: number },
): Promise<HttpReply<typeof route>> {
  const { params, body, caller, correlationId } = request;
  const { paymentId } = params;
  const { amount, reason } = body;
  const known = await dependencies.payments.load(paymentId);
  if (known.state.status === 'none') return { rejection: { code: 'PAYMENT_NOT_FOUND', paymentId } };
  const refundId = await newId('rfd', request, dependencies.idFromKey);
  const recorded = await dependencies.audit.record({
    ...{ act: 'MoneyRefunded', actor: caller.id, target: `payments/${paymentId}`, reason, correlationId },
    after: { refundId, amount },
  });
  const isLimited = caller.kind === 'person' && !caller.can('payments:capture');
  const maxMinor = isLimited ? toMinor(dependencies.refundLimit, amount.currency) : undefined;
  const command = refund({ refundId, amount, reason, maxMinor });
  try {
    const result = await executePaymentCommand(
      { paymentId, command, cause: by(request), known },
      dependencies,
    );
    if (!('rejection' in result))
      return { body: { refundId, payment: await shownPayment(paymentId, dependencies) }, recorded };
    const { rejection } = result;
    if (rejection.code === 'REFUND_MISMATCH') return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
    return { rejection: { ...rejection, code: rejection.code, paymentId } };
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    return { rejection: { code: 'PAYMENT_OUTCOME_UNKNOWN', paymentId, refundId } };
  }
}

/** Whole units of a currency in its minor unit. A currency that ISO 4217 no longer has counts as one without decimals. */
function toMinor(units: number, currency: string): number {
  return units * 10 ** (findMinorDigits(currency) ?? 0);
}
