import { getDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getDeadLetters, getLogLines } from '../deps.ts';
import { toDeadLetter, toShownBody } from '../domain/dead-letter-message.ts';
import { toLogEntries } from '../projections/log-entries.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** An inbox retries for less than a day, so the first attempt is less than a day old. */
const LOOK_AROUND_MS = DAY_MS;

export const handler = http(route, (request) =>
  getDeadLetter(request, { deadLetters: getDeadLetters(), logLines: getLogLines(), nowMs: Date.now }),
);

/** Returns a dead-letter message with its redacted body, and the errors of its attempts from the logs. */
export async function getDeadLetter(
  { params: { deadLetterId } }: HttpRequest<typeof route>,
  { deadLetters, logLines, nowMs }: Pick<Deps, 'deadLetters' | 'logLines' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const messages = await deadLetters.list(deadLetterId.split('.')[0]);
  const message = messages.find(({ id }) => id === deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  const sentMs = Date.parse(message.sentAt);
  const { lines } = await logLines.find({
    field: 'messageId',
    value: message.sourceMessageId,
    fromMs: sentMs - LOOK_AROUND_MS,
    toMs: Math.min(sentMs + LOOK_AROUND_MS, nowMs()),
  });
  const failures = toLogEntries(lines).filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'dead-lettered',
  );
  return {
    body: {
      ...toDeadLetter(message),
      body: toShownBody(message),
      failures: failures.map(({ atMs, functionName, attempt, error }) => ({
        at: new Date(atMs).toISOString(),
        ...(functionName === undefined ? {} : { functionName }),
        ...(attempt === undefined ? {} : { attempt }),
        ...(error === undefined ? {} : { error }),
      })),
    },
  };
}
