import type { NextAction } from '@tradepost/contracts/orders/model';

/**
 * Personal data of an order. It is stored and published in seals: `contact`, `invoice` and `billing` of the order, the reason of a
 * cancellation, and the next action of a payment. A part is absent if its key was deleted.
 */
export type PersonalData = {
  readonly contact?: Contact;
  readonly invoice?: Invoice;
  /** Address of the invoice, if it is another one. */
  readonly billing?: Billing;
  /** Reason of the cancellation. */
  readonly reason?: string;
  /** Next step of the customer, who completes the payment. */
  readonly nextAction?: NextAction;
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

/** Sealed with the key `invoice` of the subject: the whole address of the invoice. */
export type Billing = Invoice & { readonly country: string };

/** The part of a requested order that is sealed, or has parts that are. */
export type GivenPersonalData = {
  readonly email: string;
  readonly note?: string | undefined;
  readonly shippingAddress: Invoice & { readonly country: string; readonly phone?: string | undefined };
  readonly billingAddress?: Billing | undefined;
};

/** Splits the personal data of a requested order into its seals, and the country, which is not sealed. */
export function splitPersonalData({
  email,
  note,
  shippingAddress,
  billingAddress: billing,
}: GivenPersonalData): {
  readonly contact: Contact;
  readonly invoice: Invoice;
  readonly billing?: Billing;
  readonly country: string;
} {
  const { country, phone, ...invoice } = shippingAddress;
  const contact = { email, phone, note };
  return { contact, invoice, country, ...(billing === undefined ? {} : { billing }) };
}
