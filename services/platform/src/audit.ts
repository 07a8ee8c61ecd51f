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
  /** Id of the caller, from the token. */
  readonly by: string;
  readonly correlationId: string;
};

/**
 * Records an action on a dead-letter message, or the start of a replay, in the event archive, with the caller. It runs
 * before the action, so that no action is unrecorded. The action was completed if the message is gone or the replay
 * exists. Audit entries are listed like the events of an aggregate: `GET /v1/events?subject=dead-letters`, or `replays`.
 * They are never deleted.
 *
 * @throws if the action cannot be recorded
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
  if (failed.length > 0) throw new Error('the action could not be recorded in the event archive');
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

/** A repeated request is the same action, so it has the id and time of the first record, which stays. */
function factsOfReplay({ replay, by }: StartOfReplay & Pick<Act, 'by'>): Facts {
  const { fingerprint: _fingerprint, events: _events, requestedAt, ...told } = replay;
  return { id: replay.id, subject: 'replays', time: requestedAt, data: { by, replay: told } };
}
