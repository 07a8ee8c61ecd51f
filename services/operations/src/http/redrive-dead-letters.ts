import { MAX_REDRIVEN_AT_ONCE, redriveDeadLetters as route } from '@tradepost/contracts/operations/routes';
import { toError } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters, getRedrive } from '../deps.ts';
import type { DeadLetterMessage } from '../domain/dead-letter-message.ts';

export const handler = http(route, (request) =>
  redriveDeadLetters(request, {
    audit: getAudit(),
    deadLetters: getDeadLetters(),
    redrive: getRedrive(),
    nowMs: Date.now,
  }),
);

/** Redrives up to 100 messages independently; failures stay in their queues. */
export async function redriveDeadLetters(
  { body: { queue, before }, caller, correlationId, logger }: HttpRequest<typeof route>,
  { deadLetters, redrive, audit, nowMs }: Pick<Deps, 'deadLetters' | 'redrive' | 'audit' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const limit = before ?? new Date(nowMs()).toISOString();
  const received = await deadLetters.receive(queue, ({ sentAt }) => Date.parse(sentAt) < Date.parse(limit));
  const now = received.slice(0, MAX_REDRIVEN_AT_ONCE);
  await deadLetters.resetVisibility(received.slice(MAX_REDRIVEN_AT_ONCE));
  const send = async (message: DeadLetterMessage): Promise<string[]> => {
    try {
      await audit.record({ type: 'DeadLetterRedriven', message, by: caller.id, correlationId });
      await redrive(message);
      await deadLetters.remove(message);
      return [];
    } catch (thrown) {
      logger.error('dead-letter message not redriven', {
        messageId: message.messageId,
        error: toError(thrown),
      });
      await deadLetters.resetVisibility([message]);
      return [message.id];
    }
  };
  const failed = (await Promise.all(now.map(send))).flat();
  return {
    body: { redriven: now.length - failed.length, failed, remaining: received.length - now.length },
  };
}
