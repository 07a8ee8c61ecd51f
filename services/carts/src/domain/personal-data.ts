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

/** The opened personal data of a cart. All is absent if a key was deleted. */
export type PersonalData = {
  readonly email?: string;
  readonly shippingAddress?: Address;
  readonly billingAddress?: Address;
};
