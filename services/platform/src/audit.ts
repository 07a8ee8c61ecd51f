import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import { type Letter, toDeadLetter } from './describe-letter.ts';
import type { EventLogTable } from './event-log-table.ts';

/** Under which all acts are listed: `GET /v1/events?subject=dead-letters`. */
const ACTS_SUBJECT = 'dead-letters';

export type Act = {
  readonly type: 'DeadLetterRedriven' | 'DeadLetterDiscarded';
  readonly letter: Letter;
  /** Whose act it is, by the token. */
  readonly by: string;
  readonly correlationId: string;
  /** Why; an act of throwing away must say so. */
  readonly because?: string;
};

/**
 * Writes down who does what to which letter, in the event log, before it is done: an act that is not written down
 * does not happen. Whether it came to its end is seen by the letter, which then is gone.
 *
 * @throws where the log does not take it
 */
export async function writeDown(
  { type, letter, by, correlationId, because }: Act,
  eventLog: Pick<EventLogTable, 'record'>,
  nowMs: number,
): Promise<void> {
  const { sentAt: _sentAt, ...told } = toDeadLetter(letter);
  const event: CloudEvent = {
    specversion: '1.0',
    id: ulid(nowMs),
    source: 'tradepost.platform',
    type,
    subject: ACTS_SUBJECT,
    time: new Date(nowMs).toISOString(),
    correlationid: correlationId,
    data: { by, ...(because === undefined ? {} : { because }), letter: told },
  };
  const lost = await eventLog.record([event]);
  if (lost.length > 0) throw new Error('the act could not be written down');
}
