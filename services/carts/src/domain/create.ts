import type { Command } from '@tradepost/aggregate/aggregate';
import type { CartEvent, CartState } from './cart-shapes.ts';

export type NewCart = Omit<Extract<CartEvent, { type: 'CartCreated' }>, 'type' | 'at'>;

/** Creates a cart. One that exists is not changed. */
export const create =
  (created: NewCart): Command<CartState, CartEvent> =>
  (cart) =>
    cart.status === 'none' ? { events: [{ type: 'CartCreated', ...created }] } : { events: [] };
