import type { MessageAttributes } from '@tradepost/contracts/cloud-event';
import type { StoredCommit } from './store.ts';

/**
 * Attributes of the published event for an event of a commit. The id follows from the position in the store, so that an
 * event that is published twice has the same id.
 *
 * @param index position of the event in its commit, from 0
 * @param origin the service that publishes it (`tradepost.orders`); its subject, if that is not the aggregate; and the name of the
 *   aggregate in the id of the event, where another aggregate has the same id
 */
export function messageAttributes(
  { id, version, at, correlationId, causationId }: Omit<StoredCommit<unknown>, 'actor' | 'events'>,
  index: number,
  {
    source,
    subject = id,
    name = id,
  }: { readonly source: string; readonly subject?: string; readonly name?: string },
): MessageAttributes {
  return {
    id: `${name}/${version}/${index}`,
    source,
    subject,
    time: at,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
