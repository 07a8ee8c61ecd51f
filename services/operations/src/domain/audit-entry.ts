import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { RepublicationRequest } from '@tradepost/contracts/operations/model';
import { ulid } from 'ulid';
import { type DeadLetterMessage, toDeadLetter } from './dead-letter-message.ts';
import type { StoredReplay } from './stored-replay.ts';

type MessageEntry = {
  readonly type: 'DeadLetterRedriven' | 'DeadLetterDiscarded';
  readonly message: DeadLetterMessage;
  /** A discard needs one. */
  readonly reason?: string;
};
type ReplayEntry = {
  readonly type: 'ReplayRequested' | 'ReplayApproved' | 'ReplayStarted';
  readonly replay: StoredReplay;
};
type RepublicationEntry = {
  readonly type: 'EventsRepublished';
  readonly republication: RepublicationRequest & { readonly service: string };
};

/** An action of an operator. It was completed if the message is gone, the replay exists, or the events are archived. */
export type AuditEntry = (MessageEntry | ReplayEntry | RepublicationEntry) & {
  /** Id of the caller, from the token. */
  readonly by: string;
  readonly correlationId: string;
};

/** Returns an audit entry in the form of an event, with card numbers redacted. */
export function toAuditEvent(entry: AuditEntry, nowMs: number): CloudEvent {
  return {
    specversion: '1.0',
    source: 'tradepost.operations',
    type: entry.type,
    correlationid: entry.correlationId,
    ...factsOf(entry, nowMs),
  };
}

function factsOf(entry: AuditEntry, nowMs: number): Pick<CloudEvent, 'id' | 'subject' | 'time' | 'data'> {
  const { by } = entry;
  const now = { id: ulid(nowMs), time: new Date(nowMs).toISOString() };
  switch (entry.type) {
    case 'ReplayRequested':
    case 'ReplayApproved':
    case 'ReplayStarted': {
      // A repeated request is the same action, so it has the id and the time of the first one.
      const { fingerprint: _fingerprint, events: _events, requestedAt, ...replay } = entry.replay;
      const { approvedAt } = replay;
      const isApproval = entry.type === 'ReplayApproved' && approvedAt !== undefined;
      const when = isApproval
        ? { id: `${replay.id}/approved`, time: approvedAt }
        : { id: replay.id, time: requestedAt };
      return { ...when, subject: 'replays', data: { by, replay } };
    }
    case 'EventsRepublished':
      return { ...now, subject: 'republications', data: { by, ...entry.republication } };
    case 'DeadLetterRedriven':
    case 'DeadLetterDiscarded': {
      const { sentAt: _sentAt, ...deadLetter } = toDeadLetter(entry.message);
      const reason = entry.reason === undefined ? {} : { reason: entry.reason };
      return { ...now, subject: 'dead-letters', data: { by, ...reason, deadLetter } };
    }
    default:
      return entry satisfies never;
  }
}
