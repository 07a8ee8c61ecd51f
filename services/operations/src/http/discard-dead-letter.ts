import { discardDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters } from '../deps.ts';
import { actOnDeadLetter } from '../domain/audited-acts.ts';
import { toDeadLetter } from '../domain/dead-letter-message.ts';

export const handler = http(route, (request) =>
  discardDeadLetter(request, { audit: getAudit(), deadLetters: getDeadLetters() }),
);

/** Discards a message, after the caller and the reason are recorded. */
export async function discardDeadLetter(
  request: HttpRequest<typeof route>,
  { deadLetters, audit }: Pick<Deps, 'deadLetters' | 'audit'>,
): Promise<HttpReply<typeof route>> {
  const message = await deadLetters.receiveOne(request.params.deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  try {
    const { reason } = request.body;
    const recorded = await audit.record(actOnDeadLetter('DeadLetterDiscarded', message, request, reason));
    await deadLetters.remove(message);
    return { body: toDeadLetter(message), recorded };
  } catch (error) {
    await deadLetters.resetVisibility([message]);
    throw error;
  }
}
