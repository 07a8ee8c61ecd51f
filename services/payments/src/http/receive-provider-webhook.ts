import { execute } from '@tradepost/aggregate/execute';
import { receiveProviderWebhook as route } from '@tradepost/contracts/http/payments';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { one, writeMeasures } from '@tradepost/lambda/metrics';
import { type WebhookDeps, webhookDeps } from '../deps.ts';
import { recordNotice } from '../domain/record-notice.ts';

export const handler = http(route, (request) => receiveProviderWebhook(request, webhookDeps()));

/**
 * Records what a provider says came of a call. It says the same that the call's answer says, which may have come before,
 * may still come, or may never come: whichever is first counts.
 *
 * A webhook that is signed and does not match its payment changes nothing; it is logged, and raises an alarm. It is
 * answered with 200 all the same: a provider repeats what gets another answer, for days, and then disables the endpoint
 * (https://docs.stripe.com/webhooks#retries). No repetition makes it match.
 */
export async function receiveProviderWebhook(
  { params: { provider }, headers, bodyText: text, correlationId, logger }: HttpRequest<typeof route>,
  { webhooks, payments, now }: WebhookDeps,
): Promise<HttpReply<typeof route>> {
  const read = webhooks.get(provider);
  if (read === undefined) return { rejection: { code: 'PROVIDER_NOT_FOUND', provider } };
  const told = await read({ headers, text });
  if (told === 'notSigned') return { rejection: { code: 'WEBHOOK_SIGNATURE_INVALID' } };
  if (told !== 'irrelevant') {
    const { paymentId, ...notice } = told;
    const metadata = { at: now(), actor: `provider:${provider}`, correlationId };
    const recorded = await execute(
      payments,
      paymentId,
      (payment) => recordNotice({ provider, ...notice }, payment),
      metadata,
    );
    if ('rejection' in recorded) {
      logger.error('webhook not applied', { subject: paymentId, code: recorded.rejection.code });
      writeMeasures([one('WebhooksNotApplied')]);
    }
  }
  return { body: { received: true } };
}
