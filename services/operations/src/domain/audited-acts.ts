import type { Act } from '@tradepost/contracts/audit/acts';
import type { RepublicationRequest } from '@tradepost/contracts/operations/model';
import { type DeadLetterMessage, toDeadLetter } from './dead-letter-message.ts';
import type { StoredReplay } from './stored-replay.ts';

/** The caller of an act, and the request. */
export type By = { readonly caller: { readonly id: string }; readonly correlationId: string };

/** Returns an act on a dead-letter message, without its body and with card numbers redacted. */
export function actOnDeadLetter<Name extends `DeadLetter${'Read' | 'Redriven' | 'Discarded'}`>(
  act: Name,
  message: DeadLetterMessage,
  by: By,
  reason?: string,
): Act<Name> {
  const { sentAt: _sentAt, ...deadLetter } = toDeadLetter(message);
  return { act, target: `dead-letters/${message.id}`, reason, after: { deadLetter }, ...actorOf(by) };
}

/** Returns an act on a replay. */
export function actOnReplay<Name extends `Replay${'Requested' | 'Approved' | 'Started'}`>(
  act: Name,
  { fingerprint: _fingerprint, events: _events, requestedAt: _requestedAt, ...replay }: StoredReplay,
  by: By,
): Act<Name> {
  return { act, target: `replays/${replay.id}`, after: { replay }, ...actorOf(by) };
}

export function republished(
  republication: RepublicationRequest & { readonly service: string },
  by: By,
): Act<'EventsRepublished'> {
  const { service, aggregateId } = republication;
  const target = `republications/${service}/${aggregateId}`;
  return { act: 'EventsRepublished', target, after: { ...republication }, ...actorOf(by) };
}

function actorOf({ caller, correlationId }: By) {
  return { actor: caller.id, correlationId };
}

/** Acts that lists of events have under one subject. */
export const ACTS_BY_SUBJECT = {
  'dead-letters': ['DeadLetterRedriven', 'DeadLetterDiscarded'],
  replays: ['ReplayRequested', 'ReplayApproved', 'ReplayStarted'],
  republications: ['EventsRepublished'],
} as const;
