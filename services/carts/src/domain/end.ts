import type { Command } from '@tradepost/aggregate/aggregate';
import type { CartEvent, CartState } from './cart-shapes.ts';
import { changing } from './changeable.ts';
import { ABANDONED_AFTER_MS } from './limits.ts';

/** Deletes a cart for its owner. */
export const drop = () => changing(() => ({ events: [{ type: 'CartDropped' }] }));

/** Marks a cart with lines that was not changed for a day. */
export const abandon =
  (): Command<CartState, CartEvent> =>
  (cart, { at }) =>
    cart.status === 'open' &&
    cart.lines.length > 0 &&
    Date.parse(at) - Date.parse(cart.updatedAt) >= ABANDONED_AFTER_MS
      ? { events: [{ type: 'CartAbandoned' }] }
      : { events: [] };

/**
 * Removes everything of a cart but its id, because its person was erased. A cart of others, also one whose keys were made for
 * another e-mail address since, is not changed.
 */
export const erase =
  ({
    subjectId,
    customerId,
  }: {
    readonly subjectId: string;
    readonly customerId?: string | undefined;
  }): Command<CartState, CartEvent> =>
  (cart) => {
    const isTheirs =
      ('person' in cart && cart.person?.subjectId === subjectId) ||
      ('submission' in cart && cart.submission.subjectId === subjectId) ||
      ('customerId' in cart && customerId !== undefined && cart.customerId === customerId);
    return { events: isTheirs ? [{ type: 'CartErased' }] : [] };
  };
