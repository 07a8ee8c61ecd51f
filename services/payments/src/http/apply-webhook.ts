import type { Logger } from '@tradepost/lambda/log/logger';
import { count, writeMetrics } from '@tradepost/lambda/log/metrics';
import type { ReadWebhook, Webhook } from '../adapters/providers/provider.ts';
import type { Deps } from '../deps.ts';
import { recordNotice } from '../domain/record-notice.ts';

export type WebhookDeps = Pick<Deps, 'payments'> & {
  /** Readers of webhooks by provider, for the providers that send webhooks. */
  readonly readers: ReadonlyMap<string, ReadWebhook>;
};

type Received = {
  readonly provider: string;
  readonly webhook: Webhook;
  readonly correlationId: string;
  readonly logger: Pick<Logger, 'error'>;
};

/** Records the outcome that a signed webhook reports; returns the reason if it is not accepted. */
export async function applyWebhook(
  { provider, webhook, correlationId, logger }: Received,
  { payments, readers }: WebhookDeps,
): Promise<'noProvider' | 'notSigned' | 'accepted'> {
  const read = readers.get(provider);
  if (read === undefined) return 'noProvider';
  const outcome = await read(webhook);
  if (outcome === 'notSigned') return 'notSigned';
  if (outcome === 'irrelevant') return 'accepted';
  const { paymentId, ...notice } = outcome;
  const cause = { actor: `provider:${provider}`, correlationId };
  const recorded = await payments.execute(paymentId, recordNotice({ provider, ...notice }), cause);
  if ('rejection' in recorded) {
    logger.error('webhook not applied', { subject: paymentId, code: recorded.rejection.code });
    writeMetrics([count('WebhooksNotApplied')]);
  }
  return 'accepted';
}
