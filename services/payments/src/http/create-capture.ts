import { createCapture as route } from '@tradepost/contracts/payments/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, idFromKey } from '../deps.ts';
import { capture } from '../domain/capture.ts';
import { executePaymentCommand, settleDeps } from '../provider-deps.ts';
import { isOutcomeUnknown, newId, type SettlingDeps, shownPayment } from './settling.ts';

export const handler = http(route, (request) =>
  createCapture(request, { ...settleDeps(), audit: audit(), idFromKey: idFromKey() }),
);

/** Captures a payment, or a part of it, for a person. The act is recorded before. */
export async function createCapture(
  request: HttpRequest<typeof route>,
  dependencies: SettlingDeps,
): Promise<HttpReply<typeof route>> {
  const { params, body, caller, correlationId } = request;
  const { paymentId } = params;
  const { amount, final: isFinal, split } = body;
  const { payments, capturesMany } = dependencies;
  const known = await payments.load(paymentId);
  if (known.state.status === 'none') return { rejection: { code: 'PAYMENT_NOT_FOUND', paymentId } };
  const captureId = await newId('cap', request, dependencies.idFromKey);
  const recorded = await dependencies.audit.record({
    ...{ act: 'MoneyCaptured', actor: caller.id, target: `payments/${paymentId}`, correlationId },
    after: { captureId, ...(amount === undefined ? {} : { amount }), final: isFinal === true },
  });
  const command = capture({ captureId, amount, isFinal, split, capturesMany });
  try {
    const result = await executePaymentCommand(
      { paymentId, command, cause: by(request), known },
      dependencies,
    );
    if (!('rejection' in result))
      return { body: { captureId, payment: await shownPayment(paymentId, dependencies) }, recorded };
    const { rejection } = result;
    if (rejection.code === 'CAPTURE_MISMATCH') return { rejection: { code: 'IDEMPOTENCY_KEY_REUSED' } };
    return { rejection: { ...rejection, code: rejection.code, paymentId } };
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    return { rejection: { code: 'PAYMENT_OUTCOME_UNKNOWN', paymentId, captureId } };
  }
}
