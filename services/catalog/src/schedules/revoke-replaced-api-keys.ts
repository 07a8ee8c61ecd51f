import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import { type GatewayKeyDeps, gatewayKeyDeps } from '../deps.ts';

export const handler = scheduled((logger) => revokeReplacedApiKeys({ ...gatewayKeyDeps(), logger }));

/**
 * Revokes keys whose overlap with their replacement has ended, and completes revocations that were interrupted. One key after
 * the other: API Gateway allows few changes of keys at once.
 *
 * @throws AggregateError if some could not be revoked; all others were
 */
export async function revokeReplacedApiKeys({
  apiKeys,
  completeRevocation,
  logger,
  now,
}: Pick<GatewayKeyDeps, 'apiKeys' | 'completeRevocation' | 'now'> & {
  readonly logger: Pick<Logger, 'info' | 'error'>;
}): Promise<readonly Metric[]> {
  const due = await apiKeys.due(now());
  const errors: Error[] = [];
  for (const key of due) {
    try {
      await completeRevocation(key, now());
    } catch (thrown) {
      const error = toError(thrown);
      errors.push(error);
      logger.error('API key not revoked', { subject: key.id, error });
    }
  }
  if (due.length > errors.length) logger.info('API keys revoked', { count: due.length - errors.length });
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} API keys were not revoked`);
  return [];
}
