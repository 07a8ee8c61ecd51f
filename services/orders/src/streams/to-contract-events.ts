import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  orderCorrected,
  orderLinkRequested,
  orderPaymentAwaited,
  orderPlaced,
  orderRejected,
} from '@tradepost/contracts/orders/events';
import { type OrderEvent, type OrderPlacedEvent, replaceSeals } from '../domain/order.ts';
import { budgetsOf, toSplit } from '../domain/quote-of-order.ts';
import { reservationLinesOf } from '../domain/reservation-lines.ts';

/**
 * Maps the last commit of an order to the events to publish. They carry data of the first commit.
 *
 * @param commits commits of the order from the first one on, oldest first
 */
export function toContractEvents(commits: readonly StoredCommit<OrderEvent>[]): readonly CloudEvent[] {
  const commit = commits.at(-1);
  const placed = commits[0]?.events[0];
  if (commit === undefined || placed?.type !== 'OrderPlaced') return [];
  const { version } = commit;
  const order = { ...placed, sealed: presentSeals(placed, commits), version };
  return commit.events.flatMap(
    (event, index) =>
      toContractEvent(event, order, messageAttributes(commit, index, { source: 'tradepost.orders' })) ?? [],
  );
}

/** The seals of an order after its last commit: those of the corrections replace the first ones. */
function presentSeals(
  { sealed }: OrderPlacedEvent,
  commits: readonly StoredCommit<OrderEvent>[],
): OrderPlacedEvent['sealed'] {
  return commits
    .flatMap(({ events }) => events)
    .reduce(
      (seals, event) => (event.type === 'PersonalDataCorrected' ? replaceSeals(seals, event.sealed) : seals),
      sealed,
    );
}

/** The `OrderPlaced` event that starts an order's saga. */
export function toOrderPlaced(placed: StoredCommit<OrderEvent>): CloudEvent {
  const [event] = toContractEvents([placed]);
  if (event === undefined) throw new Error(`the first event of ${placed.id} must be OrderPlaced`);
  return event;
}

/** The units to reserve of an order with bundles. It was checked when it was placed. */
function toReserve({ lines }: Pick<OrderPlacedEvent, 'lines'>) {
  const reserved = reservationLinesOf({ lines });
  if ('rejection' in reserved) throw new Error(`the lines of a placed order are ${reserved.rejection.code}`);
  return reserved;
}

const SEALS = ['contact', 'invoice'] as const;

/** Undefined for an event that concerns no other service. */
function toContractEvent(
  event: OrderEvent,
  placed: OrderPlacedEvent & { readonly version: number },
  attributes: MessageAttributes,
): CloudEvent | undefined {
  const {
    type: _type,
    at: _at,
    sealed,
    sealedPaymentToken,
    placedBy: _by,
    emailHash,
    ipHash,
    customerKey,
    cartId,
    version,
    ...facts
  } = placed;
  const token = sealedPaymentToken === undefined ? {} : { sealedPaymentToken };
  const guest =
    emailHash === undefined ? {} : { guest: { emailHash, ...(ipHash === undefined ? {} : { ipHash }) } };
  const { orderId, reservationId, paymentId, orderNumber } = facts;
  const ids = { orderId, reservationId, paymentId };
  switch (event.type) {
    case 'OrderPlaced': {
      const budgets = budgetsOf(facts);
      return toCloudEvent(
        orderPlaced,
        {
          ...facts,
          ...(facts.quote === undefined ? {} : { split: toSplit(facts, facts.quote) }),
          ...toReserve(facts),
          ...(customerKey === undefined ? {} : { customerKey }),
          ...(budgets.length === 0 ? {} : { budgets }),
          ...guest,
          ...token,
        },
        attributes,
      );
    }
    case 'OrderPaymentAwaited':
      return toCloudEvent(orderPaymentAwaited, { orderId, paymentId, until: event.until }, attributes);
    case 'OrderConfirmed':
      return toCloudEvent(orderConfirmed, { ...facts, sealed }, attributes);
    case 'OrderRejected':
      return toCloudEvent(
        orderRejected,
        {
          ...ids,
          ...(cartId === undefined ? {} : { cartId }),
          ...(orderNumber === undefined ? {} : { orderNumber }),
          rejection: event.rejection,
        },
        attributes,
      );
    case 'OrderCancelled':
      return toCloudEvent(orderCancelled, ids, attributes);
    case 'OrderClaimed':
      return toCloudEvent(orderClaimed, { orderId, customerId: event.customerId }, attributes);
    case 'PersonalDataCorrected': {
      const { subjectId, country } = facts;
      const corrected = SEALS.filter((part) => event.sealed[part] !== undefined);
      return toCloudEvent(
        orderCorrected,
        { ...ids, version, subjectId, country, sealed, corrected },
        attributes,
      );
    }
    case 'OrderTokenRevoked':
    case 'PersonalDataErased':
      return undefined;
    case 'OrderLinkRequested':
      return toCloudEvent(orderLinkRequested, { orderId }, attributes);
    default:
      return event satisfies never;
  }
}
