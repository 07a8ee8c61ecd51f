import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { type StateCommit, toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { cartAbandoned, cartReopened, cartSubmitted } from '@tradepost/contracts/carts/events';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { cart } from '../domain/cart.ts';
import type { CartEvent, CartState } from '../domain/cart-shapes.ts';

/** Maps a record of the table's stream to the events to publish. They have no personal data. Most changes of a cart are of no concern to others. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, cart);
  if (commit === undefined) return [];
  return commit.events.flatMap((event, index) =>
    toContractEvent(event, commit, messageAttributes(commit, index, { source: 'tradepost.carts' })),
  );
}

function toContractEvent(
  event: CartEvent,
  { state }: StateCommit<CartState, CartEvent>,
  attributes: MessageAttributes,
): readonly CloudEvent[] {
  if (event.type === 'CartAbandoned' && state.status === 'abandoned') {
    const { cartId, customerId, person, currency, lines, updatedAt } = state;
    const data = {
      cartId,
      ...(customerId === undefined ? {} : { customerId }),
      ...(person === undefined ? {} : { subjectId: person.subjectId, emailHash: person.emailHash }),
      ...{ currency, lines: lines.length, lastChangedAt: updatedAt },
    };
    return [toCloudEvent(cartAbandoned, data, attributes)];
  }
  if (event.type === 'CartSubmitted' && state.status === 'submitting') {
    const { cartId, customerId, checkout } = state;
    const { orderId } = event.submission;
    const owner = customerId === undefined ? {} : { customerId };
    return [
      toCloudEvent(cartSubmitted, { cartId, ...owner, orderId, quoteId: checkout.quote.id }, attributes),
    ];
  }
  if (event.type === 'CartReopened' && state.status === 'open') {
    const { cartId, customerId } = state;
    const { orderId, code } = event;
    const owner = customerId === undefined ? {} : { customerId };
    return [toCloudEvent(cartReopened, { cartId, ...owner, orderId, code }, attributes)];
  }
  return [];
}
