import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import type { CustomerEvent, CustomerState, RegisteredCustomer } from './customer-shapes.ts';
import type { SealedFields } from './personal-data.ts';

export type ProfileChanges = {
  /** Seals of the fields that are set. */
  readonly sealed: SealedFields;
  readonly removed: readonly ('phone' | 'name' | 'company')[];
  /** With a new e-mail address, which only staff sets. */
  readonly emailHash?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  /** An absent default is kept, null removes it. */
  readonly defaultShippingAddressId?: string | null | undefined;
  readonly defaultBillingAddressId?: string | null | undefined;
};

export type UpdateProfileRejection =
  | { readonly code: 'CUSTOMER_NOT_FOUND' }
  | { readonly code: 'ADDRESS_NOT_FOUND'; readonly addressId: string };

/** Changes the fields of a profile that are given. */
export const updateProfile =
  (changes: ProfileChanges): Command<CustomerState, CustomerEvent, UpdateProfileRejection> =>
  (customer) => {
    if (customer.status !== 'registered') return { rejection: { code: 'CUSTOMER_NOT_FOUND' } };
    const wanted = {
      defaultShippingAddressId: chosen(changes.defaultShippingAddressId, customer.defaultShippingAddressId),
      defaultBillingAddressId: chosen(changes.defaultBillingAddressId, customer.defaultBillingAddressId),
    };
    const unknown = Object.values(wanted).find(
      (id) => id !== undefined && !customer.addresses.some((address) => address.id === id),
    );
    if (unknown !== undefined) return { rejection: { code: 'ADDRESS_NOT_FOUND', addressId: unknown } };
    return {
      events: [
        ...profileEvents(customer, changes),
        ...defaultEvents(customer, wanted),
        ...groupEvents(customer, changes),
      ],
    };
  };

/** Changes a profile for staff. An account has its own e-mail address, which only its owner can verify. */
export const updateByStaff =
  (
    changes: ProfileChanges,
  ): Command<CustomerState, CustomerEvent, UpdateProfileRejection | { readonly code: 'EMAIL_OF_ACCOUNT' }> =>
  (customer, context) => {
    const hasAccount = customer.status === 'registered' && customer.accountId !== undefined;
    if (hasAccount && changes.emailHash !== undefined) return { rejection: { code: 'EMAIL_OF_ACCOUNT' } };
    return updateProfile(changes)(customer, context);
  };

function chosen(given: string | null | undefined, former: string | undefined): string | undefined {
  return given === undefined ? former : (given ?? undefined);
}

function profileEvents(
  customer: RegisteredCustomer,
  { sealed, removed, emailHash }: ProfileChanges,
): readonly NewEvent<CustomerEvent>[] {
  const present = removed.filter((name) => customer.sealed[name] !== undefined);
  if (present.length === 0 && Object.keys(sealed).length === 0) return [];
  return [
    {
      ...{ type: 'ProfileChanged', sealed, removed: [...present] },
      ...(emailHash === undefined ? {} : { emailHash }),
    },
  ];
}

function groupEvents(
  customer: RegisteredCustomer,
  { groups }: ProfileChanges,
): readonly NewEvent<CustomerEvent>[] {
  if (groups === undefined || groups.join() === customer.groups.join()) return [];
  return [{ type: 'GroupsChanged', groups: [...groups] }];
}

function defaultEvents(
  customer: RegisteredCustomer,
  wanted: Pick<RegisteredCustomer, 'defaultShippingAddressId' | 'defaultBillingAddressId'>,
): readonly NewEvent<CustomerEvent>[] {
  const isSame =
    wanted.defaultShippingAddressId === customer.defaultShippingAddressId &&
    wanted.defaultBillingAddressId === customer.defaultBillingAddressId;
  return isSame ? [] : [{ type: 'DefaultsChanged', ...wanted }];
}
