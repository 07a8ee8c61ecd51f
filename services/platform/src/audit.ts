import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { ulid } from 'ulid';
import { type Letter, toDeadLetter } from './describe-letter.ts';
import type { EventLogTable } from './event-log-table.ts';
import type { StoredReplay } from './views/replay-view.ts';

type ActOnLetter = {
  readonly type: 'DeadLetterRedriven' | 'DeadLetterDiscarded';
  readonly letter: Letter;
  /** The reason; a discard needs one. */
  readonly because?: string;
};
type StartOfReplay = { readonly type: 'ReplayStarted'; readonly replay: StoredReplay };

export type Act = (ActOnLetter | StartOfReplay) & {
  /** The caller, by the token. */
  readonly by: string;
  readonly correlationId: string;
};

/**
 * Records who does what with which dead-letter message, or which replay, in the event archive, before it is done: an
 * act that is not recorded does not happen. The message is gone, or the replay exists, if the act was completed. Acts
 * are listed like the events of an aggregate: `GET /v1/events?subject=dead-letters`, or `replays`. They are never deleted.
 *
 * @throws if the act cannot be recorded
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
  const { failed } = await eventLog.record([event], { isKept: true });
  if (failed.length > 0) throw new Error('the act could not be recorded');
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

/** A repeated request is the same act: its first record stays. */
function factsOfReplay({ replay, by }: StartOfReplay & Pick<Act, 'by'>): Facts {
  const { fingerprint: _fingerprint, events: _events, requestedAt, ...told } = replay;
  return { id: replay.id, subject: 'replays', time: requestedAt, data: { by, replay: told } };
}
