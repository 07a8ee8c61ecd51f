/** Personal data of a profile. Each field has a seal of its own, so that a change of one reads no other. */
export type PersonalFields = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  readonly company?: string | undefined;
};

/** Seals of the fields that a profile has, or that a change sets. */
export type SealedFields = { readonly [Field in keyof PersonalFields]?: string | undefined };

/** The key of the subject with which each field is sealed. */
export const KEY_OF_FIELD = {
  email: 'contact',
  phone: 'contact',
  name: 'invoice',
  company: 'invoice',
} as const satisfies Readonly<Record<keyof PersonalFields, 'contact' | 'invoice'>>;

/** Sealed with the key `invoice`: an address without country and phone number. */
export type AddressLines = {
  readonly name: string;
  readonly company?: string | undefined;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
};

/** An address as a caller sends it, and as a response has it. */
export type Address = AddressLines & { readonly country: string; readonly phone?: string | undefined };
