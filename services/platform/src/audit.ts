import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import { type Letter, toDeadLetter } from './describe-letter.ts';
import type { EventLogTable } from './event-log-table.ts';
import type { StoredReplay } from './views/replay-view.ts';

type ActOnLetter = {
  readonly type: 'DeadLetterRedriven' | 'DeadLetterDiscarded';
  readonly letter: Letter;
  /** Why; an act of throwing away must say so. */
  readonly because?: string;
};
type StartOfReplay = { readonly type: 'ReplayStarted'; readonly replay: StoredReplay };

export type Act = (ActOnLetter | StartOfReplay) & {
  /** Whose act it is, by the token. */
  readonly by: string;
  readonly correlationId: string;
};

/**
 * Writes down who does what to which letter, or for which consumer, in the event log, before it is done: an act that is
 * not written down does not happen. Whether it came to its end is seen by the letter, which then is gone, or by the
 * replay. The acts are listed as those of an aggregate: `GET /v1/events?subject=dead-letters`, or `replays`.
 *
 * @throws where the log does not take it
 */
export async function writeDown(
  act: Act,
  eventLog: Pick<EventLogTable, 'record'>,
  nowMs: number,
): Promise<void> {
  const event: CloudEvent = {
    specversion: '1.0',
    source: 'tradepost.platform',
    type: act.type,
    correlationid: act.correlationId,
    ...('replay' in act ? factsOfReplay(act) : factsOfLetter(act, nowMs)),
  };
  const { failed } = await eventLog.record([event]);
  if (failed.length > 0) throw new Error('the act could not be written down');
}

type Facts = Pick<CloudEvent, 'id' | 'subject' | 'time' | 'data'>;

function factsOfLetter({ letter, by, because }: ActOnLetter & Pick<Act, 'by'>, nowMs: number): Facts {
  const { sentAt: _sentAt, ...told } = toDeadLetter(letter);
  return {
    id: ulid(nowMs),
    subject: 'dead-letters',
    time: new Date(nowMs).toISOString(),
    data: { by, ...(because === undefined ? {} : { because }), letter: told },
  };
}

/** A repeated request is the same act: the first record of it stays. */
function factsOfReplay({ replay, by }: StartOfReplay & Pick<Act, 'by'>): Facts {
  const { fingerprint: _fingerprint, events: _events, requestedAt, ...told } = replay;
  return { id: replay.id, subject: 'replays', time: requestedAt, data: { by, replay: told } };
}
