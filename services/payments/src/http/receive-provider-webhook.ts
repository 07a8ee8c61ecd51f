import { receiveProviderWebhook as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deps } from '../deps.ts';
import { webhookReaders } from '../provider-deps.ts';
import { applyWebhook, type WebhookDeps } from './apply-webhook.ts';

export const handler = http(route, (request) =>
  receiveProviderWebhook(request, { ...deps(), readers: webhookReaders() }),
);

/**
 * Records the outcome of a call that a provider reports by webhook. The call's own response has the same outcome; it may have
 * arrived before, may still arrive, or may never arrive. The first of the two is recorded.
 *
 * A signed webhook that does not match its payment changes nothing; it is logged and raises an alarm. It still gets a 200:
 * a provider repeats a webhook that gets another status, for days, and then disables the endpoint
 * (https://docs.stripe.com/webhooks#retries). Repeating it would not make it match.
 */
export async function receiveProviderWebhook(
  { params: { provider }, headers, body, correlationId, logger }: HttpRequest<typeof route>,
  dependencies: WebhookDeps,
): Promise<HttpReply<typeof route>> {
  const applied = await applyWebhook(
    { provider, webhook: { headers, body }, correlationId, logger },
    dependencies,
  );
  if (applied === 'noProvider') return { rejection: { code: 'PROVIDER_NOT_FOUND', provider } };
  if (applied === 'notSigned') return { rejection: { code: 'WEBHOOK_SIGNATURE_INVALID' } };
  return { body: { received: true } };
}
