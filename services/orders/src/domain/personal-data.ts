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

/** A JSON Merge Patch (RFC 7396) of the personal data of an order. */
export type PersonalDataPatch = {
  readonly email?: string | undefined;
  readonly note?: string | null | undefined;
  readonly shippingAddress?:
    | ({ readonly phone?: string | null | undefined } & {
        readonly [Field in keyof Invoice]?: Invoice[Field] | null | undefined;
      })
    | undefined;
};

/** The parts of personal data that a patch changes, as they are after it, and the names of the changed fields. */
export type Corrected = {
  readonly contact?: Contact;
  readonly invoice?: Invoice;
  readonly fields: readonly string[];
};

/** Applies a patch to the personal data of an order. A part without a changed field is absent from the result. */
export function correctPersonalData(
  known: { readonly contact: Contact; readonly invoice: Invoice },
  { shippingAddress: { phone, ...address } = {}, email, note }: PersonalDataPatch,
): Corrected {
  const contact = mergePatch(known.contact, { email, phone, note });
  const invoice = mergePatch(known.invoice, address);
  return {
    ...(contact.changed.length === 0 ? {} : { contact: contact.value }),
    ...(invoice.changed.length === 0 ? {} : { invoice: invoice.value }),
    fields: [...contact.changed, ...invoice.changed],
  };
}

/** Fields of the patch that are undefined are not given; null removes a field. */
function mergePatch<Value extends object>(
  known: Value,
  patch: { readonly [Field in keyof Value]?: Value[Field] | null | undefined },
): { readonly value: Value; readonly changed: readonly string[] } {
  const before = new Map<string, unknown>(Object.entries(known));
  const changed = Object.entries(patch).filter(
    ([field, given]) => given !== undefined && (given ?? undefined) !== before.get(field),
  );
  const after = new Map(before);
  for (const [field, given] of changed) {
    if (given === null) after.delete(field);
    else after.set(field, given);
  }
  return { value: Object.fromEntries(after) as Value, changed: changed.map(([field]) => field) };
}
