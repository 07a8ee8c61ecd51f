/**
 * Personal data of an order. It is stored and published in three seals: `contact` and `invoice` of the order, and the reason of a
 * cancellation. A part is absent if its key was deleted.
 */
export type PersonalData = {
  readonly contact?: Contact;
  readonly invoice?: Invoice;
  /** Reason of the cancellation. */
  readonly reason?: string;
};

/** Sealed with the key `contact` of the subject. */
export type Contact = {
  readonly email: string;
  /** Phone number of the address. */
  readonly phone?: string | undefined;
  readonly note?: string | undefined;
};

/** Sealed with the key `invoice` of the subject: the address without country and phone number. */
export type Invoice = {
  readonly name: string;
  readonly company?: string | undefined;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
};

/** The part of a requested order that is sealed, or has parts that are. */
export type GivenPersonalData = {
  readonly email: string;
  readonly note?: string | undefined;
  readonly shippingAddress: Invoice & { readonly country: string; readonly phone?: string | undefined };
};

/** Splits the personal data of a requested order into its seals, and the country, which is not sealed. */
export function splitPersonalData({ email, note, shippingAddress }: GivenPersonalData): {
  readonly contact: Contact;
  readonly invoice: Invoice;
  readonly country: string;
} {
  const { country, phone, ...invoice } = shippingAddress;
  return { contact: { email, phone, note }, invoice, country };
}
