import { redriveDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters, getRedrive } from '../deps.ts';
import { toDeadLetter } from '../domain/dead-letter-message.ts';
import { NotRedriven } from '../domain/not-redriven.ts';

export const handler = http(route, (request) =>
  redriveDeadLetter(request, { audit: getAudit(), deadLetters: getDeadLetters(), redrive: getRedrive() }),
);

/** Redrives a message and then removes it: it may be sent twice, and is never lost. */
export async function redriveDeadLetter(
  { params: { deadLetterId }, caller, correlationId }: HttpRequest<typeof route>,
  { deadLetters, redrive, audit }: Pick<Deps, 'deadLetters' | 'redrive' | 'audit'>,
): Promise<HttpReply<typeof route>> {
  const message = await deadLetters.receiveOne(deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  try {
    await audit.record({ type: 'DeadLetterRedriven', message, by: caller.id, correlationId });
    await redrive(message);
    await deadLetters.remove(message);
  } catch (error) {
    await deadLetters.resetVisibility([message]);
    if (!(error instanceof NotRedriven)) throw error;
    return { rejection: { code: error.code, detail: error.message } };
  }
  return { body: toDeadLetter(message) };
}
