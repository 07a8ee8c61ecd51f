import { customerId } from '@tradepost/contracts/fields/identifiers';
import { placedOrder } from '@tradepost/contracts/models/order';
import { rejection } from '@tradepost/contracts/models/rejection';
import * as z from 'zod/mini';

const at = z.iso.datetime();

/** What happened to an order, as it is stored. These stay inside the service: see `to-contract-events.ts`. */
export const orderEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('OrderPlaced'),
    at,
    ...placedOrder,
    customerId: z.optional(customerId),
    paymentToken: z.string(),
  }),
  z.object({ type: z.literal('OrderConfirmed'), at }),
  z.object({ type: z.literal('OrderRejected'), at, rejection }),
  z.object({ type: z.literal('OrderCancelled'), at, reason: z.optional(z.string()) }),
]);

export type OrderEvent = z.infer<typeof orderEvent>;
export type OrderPlacedEvent = Extract<OrderEvent, { type: 'OrderPlaced' }>;

type Facts = Omit<OrderPlacedEvent, 'type' | 'at'> & {
  readonly placedAt: string;
  readonly updatedAt: string;
};
type Rejection = z.infer<typeof rejection>;

export type OrderState =
  | { readonly status: 'none' }
  | (Facts & { readonly status: 'placed' })
  | (Facts & { readonly status: 'confirmed'; readonly confirmedAt: string })
  | (Facts & { readonly status: 'rejected'; readonly rejectedAt: string; readonly rejection: Rejection })
  | (Facts & {
      readonly status: 'cancelled';
      readonly cancelledAt: string;
      readonly confirmedAt?: string;
      readonly cancellationReason?: string;
    });

export type ExistingOrder = Exclude<OrderState, { status: 'none' }>;

/** Before an order is placed there is none. */
export const noOrder: OrderState = { status: 'none' };

/** The order after an event. An event that cannot follow leaves the order as it is: `decide` never makes one. */
export function evolve(order: OrderState, event: OrderEvent): OrderState {
  if (event.type === 'OrderPlaced') {
    const { type: _type, at: placedAt, ...facts } = event;
    return { status: 'placed', ...facts, placedAt, updatedAt: placedAt };
  }
  if (order.status === 'none') return order;
  const updated = { ...order, updatedAt: event.at };
  switch (event.type) {
    case 'OrderConfirmed':
      return { ...updated, status: 'confirmed', confirmedAt: event.at };
    case 'OrderRejected':
      return { ...updated, status: 'rejected', rejectedAt: event.at, rejection: event.rejection };
    case 'OrderCancelled':
      return {
        ...updated,
        status: 'cancelled',
        cancelledAt: event.at,
        ...(event.reason === undefined ? {} : { cancellationReason: event.reason }),
      };
    default:
      return event satisfies never;
  }
}
