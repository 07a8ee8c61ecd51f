import { discardDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters } from '../deps.ts';
import { toDeadLetter } from '../domain/dead-letter-message.ts';

export const handler = http(route, (request) =>
  discardDeadLetter(request, { audit: getAudit(), deadLetters: getDeadLetters() }),
);

/** Discards a message, after the caller and the reason are recorded. */
export async function discardDeadLetter(
  { params: { deadLetterId }, body: { reason }, caller, correlationId }: HttpRequest<typeof route>,
  { deadLetters, audit }: Pick<Deps, 'deadLetters' | 'audit'>,
): Promise<HttpReply<typeof route>> {
  const message = await deadLetters.receiveOne(deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  try {
    await audit.record({ type: 'DeadLetterDiscarded', message, by: caller.id, correlationId, reason });
    await deadLetters.remove(message);
  } catch (error) {
    await deadLetters.resetVisibility([message]);
    throw error;
  }
  return { body: toDeadLetter(message) };
}
