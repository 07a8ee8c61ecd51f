import { getDeadLetter as route } from '@tradepost/contracts/operations/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, getAudit, getDeadLetters, getLogLines } from '../deps.ts';
import { actOnDeadLetter } from '../domain/audited-acts.ts';
import { toDeadLetter, toShownBody } from '../domain/dead-letter-message.ts';
import { toLogEntries } from '../projections/log-entries.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** An inbox retries for less than a day, so the first attempt is less than a day old. */
const LOOK_AROUND_MS = DAY_MS;

export const handler = http(route, (request) =>
  getDeadLetter(request, {
    audit: getAudit(),
    deadLetters: getDeadLetters(),
    logLines: getLogLines(),
    nowMs: Date.now,
  }),
);

/**
 * Returns a dead-letter message with its redacted body, and the errors of its attempts from the logs. The body may contain personal
 * data, so the read is recorded first.
 */
export async function getDeadLetter(
  request: HttpRequest<typeof route>,
  { audit, deadLetters, logLines, nowMs }: Pick<Deps, 'audit' | 'deadLetters' | 'logLines' | 'nowMs'>,
): Promise<HttpReply<typeof route>> {
  const { deadLetterId } = request.params;
  const messages = await deadLetters.list(deadLetterId.split('.')[0]);
  const message = messages.find(({ id }) => id === deadLetterId);
  if (message === undefined) return { rejection: { code: 'DEAD_LETTER_NOT_FOUND' } };
  const recorded = await audit.record(actOnDeadLetter('DeadLetterRead', message, request));
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
    recorded,
  };
}
