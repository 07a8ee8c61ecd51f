import { ContentionError } from '@tradepost/dynamodb/contention-error';
import type { AddressKind, CompleteSubject } from '../adapters/cart-seals.ts';
import type { PepperDeps } from '../deps.ts';
import { isOpen } from '../domain/cart.ts';
import type { OpenCart, StoredPerson } from '../domain/cart-shapes.ts';
import { changeDetails, type Details } from '../domain/change-details.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import { orderIdOf } from '../domain/ids.ts';
import type { Address } from '../domain/personal-data.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound, changeCart } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';
import { openCart } from './show-cart.ts';

/** Details as a caller gives them. Null removes one. */
export type GivenDetails = {
  readonly email?: string | undefined;
  readonly shippingAddress?: Address | undefined;
  readonly billingAddress?: Address | null | undefined;
  readonly shippingMethodId?: string | null | undefined;
};

export type UpdateDeps = ChangeDeps & Pick<PepperDeps, 'hashEmail'>;
type SealingDeps = Pick<UpdateDeps, 'seals' | 'hashEmail'>;

/** Attempts of a change, of which each meets another change of the e-mail address or of an address: enough for ten at once. */
const MAX_ATTEMPTS = 12;

/** Changes e-mail address, addresses and shipping method of a cart. */
export async function updateDetails(
  request: ChangeRequest & { readonly body: GivenDetails },
  first: ReachedCart,
  dependencies: UpdateDeps,
) {
  const { params, body } = request;
  let reached = first;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    if (reached === undefined) return cartNotFound(params.cartId);
    const { state } = reached;
    if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
    const details = await toDetails(state, body, dependencies);
    if (details === undefined) return { rejection: { code: 'EMAIL_MISSING' } } as const;
    const command = changeDetails(details, state);
    const result = await changeCart(request, reached, command, dependencies);
    if (!('rejection' in result)) return result;
    const { rejection } = result;
    if (rejection.code !== 'PERSON_CHANGED') return { rejection };
    reached = await dependencies.carts.load(params.cartId);
  }
  throw new ContentionError(`the e-mail address of a cart changed in ${MAX_ATTEMPTS} attempts`);
}

/** Seals what the caller gave. Undefined if there are no keys to seal an address with. */
export async function toDetails(
  cart: OpenCart,
  { email, shippingMethodId, billingAddress, shippingAddress }: GivenDetails,
  dependencies: SealingDeps,
): Promise<Details | undefined> {
  const { seals } = dependencies;
  const { cartId } = cart;
  const sealing = await sealingOf(cart, email, dependencies);
  const addresses = {
    ...(sealing?.moved ?? {}),
    ...(shippingAddress === undefined ? {} : { shippingAddress }),
    ...(billingAddress === undefined || billingAddress === null ? {} : { billingAddress }),
  };
  const kinds = Object.keys(addresses) as AddressKind[];
  if (kinds.length > 0 && sealing === undefined) return undefined;
  const sealed = Object.fromEntries(
    kinds.flatMap((kind) => {
      const address = addresses[kind];
      return address === undefined || sealing === undefined
        ? []
        : [[kind, seals.sealAddress(cartId, sealing.subject, kind, address)]];
    }),
  );
  return {
    ...sealed,
    ...(sealing?.person === undefined ? {} : { person: sealing.person }),
    ...(typeof shippingMethodId === 'string' ? { shippingMethodId } : {}),
    removed: [
      ...(billingAddress === null ? (['billingAddress'] as const) : []),
      ...(shippingMethodId === null ? (['shippingMethodId'] as const) : []),
    ],
  };
}

type Sealing = {
  readonly subject: CompleteSubject;
  /** Present with a new e-mail address. */
  readonly person?: StoredPerson;
  /** Addresses that were sealed with the keys of another person. */
  readonly moved: { readonly [Kind in AddressKind]?: Address };
};

/** The keys to seal with: those of the cart's person, or with a new e-mail address those that its person gets. */
async function sealingOf(
  cart: OpenCart,
  email: string | undefined,
  dependencies: SealingDeps,
): Promise<Sealing | undefined> {
  const { seals, hashEmail } = dependencies;
  const { cartId, customerId, person } = cart;
  const { personal, subject: present } = await openCart(cart, dependencies);
  if (email === undefined) return present && { subject: present, moved: {} };
  const emailHash = await hashEmail(email);
  const isSame = present !== undefined && person?.emailHash === emailHash;
  const subject =
    customerId !== undefined
      ? await seals.ofCustomer(customerId)
      : isSame
        ? present
        : await seals.ofGuest(orderIdOf(cart), emailHash);
  const { shippingAddress, billingAddress } = personal;
  return {
    subject,
    person: {
      subjectId: subject.subjectId,
      emailHash,
      sealedEmail: seals.sealEmail(cartId, subject, email),
    },
    moved:
      subject.subjectId === present?.subjectId
        ? {}
        : {
            ...(shippingAddress === undefined ? {} : { shippingAddress }),
            ...(billingAddress === undefined ? {} : { billingAddress }),
          },
  };
}
