import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { Caller } from './http/caller.ts';

/** The part of an HTTP request that identifies its caller. */
export type RequestOrigin = { readonly caller: Pick<Caller, 'id'>; readonly correlationId: string };

/** The part of a command or an event that identifies its sender. */
export type MessageOrigin = Pick<CloudEvent, 'id' | 'source' | 'correlationid'>;

/** Actor and cause of a commit. `causationId` is the id of the message that caused it; a request has none. */
export type Cause = {
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
};

/**
 * The metadata of a commit that an HTTP request, a command or an event causes. The actor of a request is its caller, the
 * actor of a message is its source.
 *
 * @example
 * await orders.execute(orderId, cancel({ reason }), by(request));
 */
export function by(origin: RequestOrigin | MessageOrigin): Cause {
  if ('caller' in origin) return { actor: origin.caller.id, correlationId: origin.correlationId };
  return { actor: origin.source, correlationId: origin.correlationid, causationId: origin.id };
}
