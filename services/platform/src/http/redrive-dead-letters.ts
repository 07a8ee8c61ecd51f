import { MAX_REDRIVEN_AT_ONCE, redriveDeadLetters as route } from '@tradepost/contracts/operations/routes';
import { toError } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { writeDown } from '../audit.ts';
import { type Deps, deadLetters, eventLog, redrive } from '../deps.ts';
import type { Letter } from '../describe-letter.ts';

export const handler = http(route, (request) =>
  redriveDeadLetters(request, {
    deadLetters: deadLetters(),
    redrive: redrive(),
    eventLog: eventLog(),
    nowMs: Date.now,
  }),
);

/** Redrives up to 100 messages independently; failures stay in their queues. */
export async function redriveDeadLetters(
  { body: { queue, before }, caller, correlationId, logger }: HttpRequest<typeof route>,
  { deadLetters, redrive, eventLog, nowMs }: Pick<Deps, 'deadLetters' | 'redrive' | 'eventLog' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const limit = before ?? new Date(nowMs()).toISOString();
  const taken = await deadLetters.take(queue, ({ sentAt }) => Date.parse(sentAt) < Date.parse(limit));
  const now = taken.slice(0, MAX_REDRIVEN_AT_ONCE);
  await deadLetters.giveBack(taken.slice(MAX_REDRIVEN_AT_ONCE));
  const send = async (letter: Letter): Promise<string[]> => {
    try {
      const act = { type: 'DeadLetterRedriven', letter, by: caller.id, correlationId } as const;
      await writeDown(act, eventLog, nowMs());
      await redrive(letter);
      await deadLetters.remove(letter);
      return [];
    } catch (thrown) {
      logger.error('dead letter not redriven', { messageId: letter.messageId, error: toError(thrown) });
      await deadLetters.giveBack([letter]);
      return [letter.id];
    }
  };
  const failed = (await Promise.all(now.map(send))).flat();
  return {
    body: { redriven: now.length - failed.length, failed, remaining: taken.length - now.length },
  };
}
