import { discardDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { writeDown } from '../audit.ts';
import { type Deps, deadLetters, eventLog } from '../deps.ts';
import { toDeadLetter } from '../describe-letter.ts';

export const handler = http(route, (request) =>
  discardDeadLetter(request, { deadLetters: deadLetters(), eventLog: eventLog(), nowMs: Date.now }),
);

/** Discards a message, after the caller and the reason are recorded. */
export async function discardDeadLetter(
  { params: { deadLetterId }, body: { reason }, caller, correlationId }: HttpRequest<typeof route>,
  { deadLetters, eventLog, nowMs }: Pick<Deps, 'deadLetters' | 'eventLog' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const letter = await deadLetters.takeOne(deadLetterId);
  if (letter === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  const act = { type: 'DeadLetterDiscarded', letter, by: caller.id, correlationId, because: reason } as const;
  try {
    await writeDown(act, eventLog, nowMs());
    await deadLetters.remove(letter);
  } catch (error) {
    await deadLetters.giveBack([letter]);
    throw error;
  }
  return { body: toDeadLetter(letter) };
}
