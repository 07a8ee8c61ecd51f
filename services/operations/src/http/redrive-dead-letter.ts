import { redriveDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters, getRedrive } from '../deps.ts';
import { actOnDeadLetter } from '../domain/audited-acts.ts';
import { toDeadLetter } from '../domain/dead-letter-message.ts';
import { NotRedriven } from '../domain/not-redriven.ts';

export const handler = http(route, (request) =>
  redriveDeadLetter(request, { audit: getAudit(), deadLetters: getDeadLetters(), redrive: getRedrive() }),
);

/** Redrives a message and then removes it: it may be sent twice, and is never lost. */
export async function redriveDeadLetter(
  request: HttpRequest<typeof route>,
  { deadLetters, redrive, audit }: Pick<Deps, 'deadLetters' | 'redrive' | 'audit'>,
): Promise<HttpReply<typeof route>> {
  const message = await deadLetters.receiveOne(request.params.deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  try {
    const recorded = await audit.record(actOnDeadLetter('DeadLetterRedriven', message, request));
    await redrive(message);
    await deadLetters.remove(message);
    return { body: toDeadLetter(message), recorded };
  } catch (error) {
    await deadLetters.resetVisibility([message]);
    if (!(error instanceof NotRedriven)) throw error;
    return { rejection: { code: error.code, detail: error.message } };
  }
}
