import { redriveDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { writeDown } from '../audit.ts';
import { type Deps, deadLetters, eventLog, redrive } from '../deps.ts';
import { toDeadLetter } from '../describe-letter.ts';
import { NotRedriven } from '../redrive.ts';

export const handler = http(route, (request) =>
  redriveDeadLetter(request, {
    deadLetters: deadLetters(),
    redrive: redrive(),
    eventLog: eventLog(),
    nowMs: Date.now,
  }),
);

/** Redrives a message and then removes it: it may be sent twice, and is never lost. */
export async function redriveDeadLetter(
  { params: { deadLetterId }, caller, correlationId }: HttpRequest<typeof route>,
  { deadLetters, redrive, eventLog, nowMs }: Pick<Deps, 'deadLetters' | 'redrive' | 'eventLog' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const letter = await deadLetters.takeOne(deadLetterId);
  if (letter === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  try {
    const act = { type: 'DeadLetterRedriven', letter, by: caller.id, correlationId } as const;
    await writeDown(act, eventLog, nowMs());
    await redrive(letter);
    await deadLetters.remove(letter);
  } catch (error) {
    await deadLetters.giveBack([letter]);
    if (!(error instanceof NotRedriven)) throw error;
    return { rejection: { code: error.code, detail: error.message } };
  }
  return { body: toDeadLetter(letter) };
}
