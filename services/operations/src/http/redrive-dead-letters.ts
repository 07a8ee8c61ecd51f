import { MAX_ACTS_AT_ONCE } from '@tradepost/audit/audit-log';
import type { NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';
import { MAX_REDRIVEN_AT_ONCE, redriveDeadLetters as route } from '@tradepost/contracts/operations/routes';
import { toError } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters, getRedrive } from '../deps.ts';
import { actOnDeadLetter, type By } from '../domain/audited-acts.ts';
import type { DeadLetterMessage } from '../domain/dead-letter-message.ts';

export const handler = http(route, (request) =>
  redriveDeadLetters(request, {
    audit: getAudit(),
    deadLetters: getDeadLetters(),
    redrive: getRedrive(),
    nowMs: Date.now,
  }),
);

/** Redrives up to 100 messages independently, after all are recorded; failures stay in their queues. */
export async function redriveDeadLetters(
  request: HttpRequest<typeof route>,
  { deadLetters, redrive, audit, nowMs }: Pick<Deps, 'deadLetters' | 'redrive' | 'audit' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const { queue, before } = request.body;
  const limit = before ?? new Date(nowMs()).toISOString();
  const received = await deadLetters.receive(queue, ({ sentAt }) => Date.parse(sentAt) < Date.parse(limit));
  const now = received.slice(0, MAX_REDRIVEN_AT_ONCE);
  await deadLetters.resetVisibility(received.slice(MAX_REDRIVEN_AT_ONCE));
  const recorded = await recordAll(now, request, { audit, deadLetters });
  const send = async (message: DeadLetterMessage): Promise<string[]> => {
    try {
      await redrive(message);
      await deadLetters.remove(message);
      return [];
    } catch (thrown) {
      request.logger.error('dead-letter message not redriven', {
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
    recorded,
  };
}

/** Records a redrive of each message. If that fails, nothing is redriven, and all messages are visible again. */
async function recordAll(
  messages: readonly DeadLetterMessage[],
  by: By,
  { audit, deadLetters }: Pick<Deps, 'audit' | 'deadLetters'>,
): Promise<Recorded<'DeadLetterRedriven'> | NotAnAct> {
  let recorded: Recorded<'DeadLetterRedriven'> | NotAnAct = { notAnAct: 'no message was found' };
  try {
    for (let start = 0; start < messages.length; start += MAX_ACTS_AT_ONCE) {
      const some = messages.slice(start, start + MAX_ACTS_AT_ONCE);
      const [first, ...more] = some.map((message) => actOnDeadLetter('DeadLetterRedriven', message, by));
      if (first !== undefined) recorded = await audit.record(first, ...more);
    }
    return recorded;
  } catch (error) {
    await deadLetters.resetVisibility(messages);
    throw error;
  }
}
