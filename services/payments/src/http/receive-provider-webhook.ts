import { receiveProviderWebhook as route } from '@tradepost/contracts/payments/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { count, writeMetrics } from '@tradepost/lambda/log/metrics';
import type { ReadWebhook } from '../adapters/providers/provider.ts';
import { type Deps, deps } from '../deps.ts';
import { recordNotice } from '../domain/record-notice.ts';
import { webhookReaders } from '../provider-deps.ts';

export const handler = http(route, (request) =>
  receiveProviderWebhook(request, { ...deps(), readers: webhookReaders() }),
);

export type WebhookDeps = Pick<Deps, 'payments'> & {
  /** Readers of webhooks by provider, for the providers that send webhooks. */
  readonly readers: ReadonlyMap<string, ReadWebhook>;
};

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
  { payments, readers }: WebhookDeps,
): Promise<HttpReply<typeof route>> {
  const read = readers.get(provider);
  if (read === undefined) return { rejection: { code: 'PROVIDER_NOT_FOUND', provider } };
  const outcome = await read({ headers, body });
  if (outcome === 'notSigned') return { rejection: { code: 'WEBHOOK_SIGNATURE_INVALID' } };
  if (outcome !== 'irrelevant') {
    const { paymentId, ...notice } = outcome;
    const cause = { actor: `provider:${provider}`, correlationId };
    const recorded = await payments.execute(paymentId, recordNotice({ provider, ...notice }), cause);
    if ('rejection' in recorded) {
      logger.error('webhook not applied', { subject: paymentId, code: recorded.rejection.code });
      writeMetrics([count('WebhooksNotApplied')]);
    }
  }
  return { body: { received: true } };
}
