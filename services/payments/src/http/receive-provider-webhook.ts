import { execute } from '@tradepost/aggregate/execute';
import { receiveProviderWebhook as route } from '@tradepost/contracts/http/payments';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { type WebhookDeps, webhookDeps } from '../deps.ts';
import { record } from '../domain/record.ts';

export const handler = http(route, (request) => receiveProviderWebhook(request, webhookDeps()));

/**
 * Records the outcome of a call that a provider reports by webhook. The call's own response has the same outcome; it may have
 * arrived before, may still arrive, or may never arrive. The first of the two counts.
 */
export async function receiveProviderWebhook(
  { params: { provider }, headers, body, correlationId }: HttpRequest<typeof route>,
  { webhooks, payments, now }: WebhookDeps,
): Promise<HttpReply<typeof route>> {
  const read = webhooks.get(provider);
  if (read === undefined) return { rejection: { code: 'PROVIDER_NOT_FOUND', provider } };
  const told = await read({ headers, body });
  if (told === 'notSigned') return { rejection: { code: 'WEBHOOK_SIGNATURE_INVALID' } };
  if (told !== 'irrelevant') {
    const { paymentId, result } = told;
    await execute(payments, paymentId, (payment) => ({ events: record(result, payment) }), {
      at: now(),
      actor: `provider:${provider}`,
      correlationId,
    });
  }
  return { body: { received: true } };
}
