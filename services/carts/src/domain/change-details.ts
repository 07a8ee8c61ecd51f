import { isDeepStrictEqual } from 'node:util';
import type { CartEvent, OpenCart } from './cart-shapes.ts';
import { changing } from './changeable.ts';

export type Details = Omit<Extract<CartEvent, { type: 'DetailsChanged' }>, 'type' | 'at'>;

/** Person and addresses of a cart, on which its details depend. */
export type FormerCart = Pick<OpenCart, 'shippingAddress' | 'billingAddress'> & {
  readonly person?: Pick<NonNullable<OpenCart['person']>, 'subjectId'> | undefined;
};

type Rejection =
  | { readonly code: 'EMAIL_MISSING' }
  /** Internal: the details were sealed with the keys of a person, or have the addresses, that the cart had before. */
  | { readonly code: 'PERSON_CHANGED' };

/**
 * Changes e-mail address, addresses and the shipping method. Everything of a guest is sealed with keys that are found by the e-mail
 * address, so that comes first.
 *
 * @param former the cart that the details were sealed for. Its addresses were moved to the keys of a new person
 */
export const changeDetails = (details: Details, former: FormerCart) =>
  changing<Rejection>((cart) => {
    const isMoved = details.person !== undefined && details.person.subjectId !== former.person?.subjectId;
    if (cart.person?.subjectId !== former.person?.subjectId || (isMoved && !hasSameAddresses(cart, former)))
      return { rejection: { code: 'PERSON_CHANGED' } };
    const person = details.person ?? cart.person;
    const hasAddress = details.shippingAddress !== undefined || details.billingAddress !== undefined;
    if (hasAddress && person === undefined) return { rejection: { code: 'EMAIL_MISSING' } };
    const { removed, ...set } = details;
    const present = removed.filter((name) => cart[name] !== undefined);
    if (present.length === 0 && Object.keys(set).length === 0) return { events: [] };
    return { events: [{ type: 'DetailsChanged', ...set, removed: present }] };
  });

/** The seals differ with each change, also of the same address. */
function hasSameAddresses(cart: FormerCart, former: FormerCart): boolean {
  return (['shippingAddress', 'billingAddress'] as const).every((kind) =>
    isDeepStrictEqual(cart[kind], former[kind]),
  );
}
