import type { CartEvent } from './cart-shapes.ts';
import { changing } from './changeable.ts';

export type Details = Omit<Extract<CartEvent, { type: 'DetailsChanged' }>, 'type' | 'at'>;

type Rejection =
  | { readonly code: 'EMAIL_MISSING' }
  /** Internal: the details were sealed with the keys of a person that the cart had before. */
  | { readonly code: 'PERSON_CHANGED' };

/**
 * Changes e-mail address, addresses and the shipping method. Everything of a guest is sealed with keys that are found by the e-mail
 * address, so that comes first.
 *
 * @param formerSubjectId person of the cart that the details were sealed for, or from whose keys they were moved
 */
export const changeDetails = (details: Details, formerSubjectId: string | undefined) =>
  changing<Rejection>((cart) => {
    if (cart.person?.subjectId !== formerSubjectId) return { rejection: { code: 'PERSON_CHANGED' } };
    const person = details.person ?? cart.person;
    const hasAddress = details.shippingAddress !== undefined || details.billingAddress !== undefined;
    if (hasAddress && person === undefined) return { rejection: { code: 'EMAIL_MISSING' } };
    const { removed, ...set } = details;
    const present = removed.filter((name) => cart[name] !== undefined);
    if (present.length === 0 && Object.keys(set).length === 0) return { events: [] };
    return { events: [{ type: 'DetailsChanged', ...set, removed: present }] };
  });
