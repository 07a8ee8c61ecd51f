import { isErased, open, seal } from '@tradepost/personal-data/seal';
import type { KeyKind, Subject } from '@tradepost/personal-data/subject';
import type { SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { FullCart, StoredAddress, StoredPerson } from '../domain/cart-shapes.ts';
import type { Address, AddressLines, PersonalData } from '../domain/personal-data.ts';

/** A subject with both keys: none was deleted. */
export type CompleteSubject = Pick<Subject, 'subjectId'> & { readonly [Kind in KeyKind]: Buffer };

/** The seals of an order, made with the keys of the cart's person. */
export type OrderSeals = {
  readonly contact: string;
  readonly invoice: string;
  readonly billing?: string;
};

/** Seals and opens the personal data of carts. */
export type CartSeals = {
  /** Returns the present subject of a customer, and creates it if there is none. */
  readonly ofCustomer: (customerId: string) => Promise<CompleteSubject>;
  /**
   * Creates a subject for a guest. It is that of the order that the cart has or would have: a privacy request finds both by the e-mail
   * address.
   */
  readonly ofGuest: (orderId: string, emailHash: string) => Promise<CompleteSubject>;
  /** Returns the subject of a cart; undefined if one of its keys was deleted: its data is erased. */
  readonly find: (subjectId: string) => Promise<CompleteSubject | undefined>;
  readonly sealEmail: (cartId: string, subject: CompleteSubject, email: string) => string;
  readonly sealAddress: (
    cartId: string,
    subject: CompleteSubject,
    kind: AddressKind,
    address: Address,
  ) => StoredAddress;
  /** @throws SealBroken if a seal is not of this cart */
  readonly open: (cart: FullCart, subject: CompleteSubject | undefined) => PersonalData;
  /** Seals the personal data of an order as orders opens it. */
  readonly sealOrder: (orderId: string, subject: CompleteSubject, data: OrderData) => OrderSeals;
};

export type AddressKind = 'shippingAddress' | 'billingAddress';
type OrderData = {
  readonly email: string;
  readonly shippingAddress: Address;
  readonly billingAddress?: Address;
};

/** Version of the sealed shapes: texts, `AddressLines`, and those of orders. */
const SCHEMA = 1;

export function createCartSeals(
  subjectKeys: Pick<SubjectKeys, 'find' | 'ofCustomer' | 'createForOrder'>,
): CartSeals {
  return {
    ofCustomer: async (customerId) => given(await subjectKeys.ofCustomer(customerId)),
    ofGuest: async (orderId, emailHash) => given(await subjectKeys.createForOrder({ orderId, emailHash })),
    find: async (subjectId) => toComplete((await subjectKeys.find([subjectId])).get(subjectId)),
    sealEmail: (cartId, { contact }, email) => seal(contact, contextOf(cartId, 'email'), email),
    sealAddress: (cartId, { contact, invoice }, kind, { country, phone, ...lines }) => ({
      country,
      sealed: {
        invoice: seal(invoice, contextOf(cartId, kind), lines),
        ...(phone === undefined ? {} : { contact: seal(contact, contextOf(cartId, `${kind}/phone`), phone) }),
      },
    }),
    open: (cart, subject) => (subject === undefined ? {} : openCart(cart, subject)),
    sealOrder: (orderId, { contact, invoice }, { email, shippingAddress, billingAddress }) => {
      const { country: _country, phone, ...lines } = shippingAddress;
      return {
        contact: seal(contact, contextOf(orderId, 'contact'), { email, phone }),
        invoice: seal(invoice, contextOf(orderId, 'invoice'), lines),
        ...(billingAddress === undefined
          ? {}
          : { billing: seal(invoice, contextOf(orderId, 'billing'), billingAddress) }),
      };
    },
  };
}

function openCart(cart: FullCart, subject: CompleteSubject): PersonalData {
  const { person, shippingAddress, billingAddress } = cart;
  return {
    ...(person === undefined ? {} : { email: openEmail(cart.cartId, person, subject) }),
    ...(shippingAddress === undefined
      ? {}
      : { shippingAddress: openAddress(cart.cartId, 'shippingAddress', shippingAddress, subject) }),
    ...(billingAddress === undefined
      ? {}
      : { billingAddress: openAddress(cart.cartId, 'billingAddress', billingAddress, subject) }),
  };
}

function openEmail(cartId: string, { sealedEmail }: StoredPerson, { contact }: CompleteSubject): string {
  return opened<string>(contact, contextOf(cartId, 'email'), sealedEmail);
}

function openAddress(
  cartId: string,
  kind: AddressKind,
  { country, sealed }: StoredAddress,
  { contact, invoice }: CompleteSubject,
): Address {
  const lines = opened<AddressLines>(invoice, contextOf(cartId, kind), sealed.invoice);
  if (sealed.contact === undefined) return { ...lines, country };
  return {
    ...lines,
    country,
    phone: opened<string>(contact, contextOf(cartId, `${kind}/phone`), sealed.contact),
  };
}

function contextOf(ownerId: string, kind: string) {
  return { ownerId, seal: kind, schema: SCHEMA };
}

function opened<Value>(key: Buffer, context: ReturnType<typeof contextOf>, text: string): Value {
  const value = open(key, context, text);
  if (isErased(value)) throw new Error('a seal was opened without its key');
  return value as Value;
}

function toComplete(subject: Subject | undefined): CompleteSubject | undefined {
  if (subject?.contact === undefined || subject.invoice === undefined) return undefined;
  return { subjectId: subject.subjectId, contact: subject.contact, invoice: subject.invoice };
}

/** A subject that was just created or found for sealing has both keys. */
function given(subject: Subject): CompleteSubject {
  const complete = toComplete(subject);
  if (complete === undefined) throw new Error('the subject of a new cart has no key');
  return complete;
}
