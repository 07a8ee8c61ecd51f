import { isErased, open, type SealContext, seal } from '@tradepost/personal-data/seal';
import type { KeyKind, Subject } from '@tradepost/personal-data/subject';
import type { SubjectKeys } from '@tradepost/personal-data/subject-keys';
import type { RegisteredCustomer, StoredAddress } from '../domain/customer-shapes.ts';
import {
  type Address,
  type AddressLines,
  KEY_OF_FIELD,
  type PersonalFields,
  type SealedFields,
} from '../domain/personal-data.ts';

/** A subject with both keys: none was deleted. */
export type CompleteSubject = Pick<Subject, 'subjectId'> & { readonly [Kind in KeyKind]: Buffer };

/** Seals and opens the personal data of customers. */
export type CustomerSeals = {
  /** Returns the present subject of a customer, and creates it if there is none. */
  readonly subjectOf: (customerId: string) => Promise<CompleteSubject>;
  /** Returns the subject of a profile; undefined if one of its keys was deleted: its data is erased. */
  readonly find: (subjectId: string) => Promise<CompleteSubject | undefined>;
  /** Seals the fields that have a value. */
  readonly sealFields: (owner: Owner, fields: PersonalFields) => SealedFields;
  /** @throws SealBroken if a seal is not of this customer */
  readonly openFields: (owner: Owner, sealed: SealedFields) => PersonalFields;
  /** Seals a new e-mail address and its code, for notifications. */
  readonly sealEmailChange: (
    owner: Owner,
    change: { readonly email: string; readonly code: string },
  ) => string;
  readonly sealAddress: (owner: Owner, addressId: string, address: Address) => Omit<StoredAddress, 'added'>;
  /** @throws SealBroken if a seal is not of this address */
  readonly openAddress: (owner: Owner, stored: StoredAddress) => Address;
};

/** A customer with the keys of their subject. */
export type Owner = Pick<RegisteredCustomer, 'customerId'> & { readonly subject: CompleteSubject };

/** Version of the sealed shapes: texts, and `AddressLines`. */
const SCHEMA = 1;

export function createCustomerSeals(subjectKeys: Pick<SubjectKeys, 'find' | 'ofCustomer'>): CustomerSeals {
  return {
    subjectOf: async (customerId) => given(await subjectKeys.ofCustomer(customerId)),
    find: async (subjectId) => toComplete((await subjectKeys.find([subjectId])).get(subjectId)),
    sealFields: ({ customerId, subject }, fields) =>
      Object.fromEntries(
        namesIn(fields).map((name) => [
          name,
          seal(subject[KEY_OF_FIELD[name]], toContext(customerId, name), fields[name]),
        ]),
      ),
    openFields: ({ customerId, subject }, sealed) =>
      Object.fromEntries(
        namesIn(sealed).map((name) => [
          name,
          opened<unknown>(subject[KEY_OF_FIELD[name]], toContext(customerId, name), String(sealed[name])),
        ]),
      ) as PersonalFields,
    sealEmailChange: ({ customerId, subject }, change) =>
      seal(subject.contact, toContext(customerId, 'email-change'), change),
    sealAddress: ({ customerId, subject }, id, { country, phone, ...lines }) => {
      const contextOf = addressContext(customerId, id);
      return {
        id,
        country,
        sealed: {
          invoice: seal(subject.invoice, contextOf('address'), lines),
          ...(phone === undefined ? {} : { contact: seal(subject.contact, contextOf('phone'), phone) }),
        },
      };
    },
    openAddress: ({ customerId, subject }, { id, country, sealed }) => {
      const contextOf = addressContext(customerId, id);
      const lines = opened<AddressLines>(subject.invoice, contextOf('address'), sealed.invoice);
      if (sealed.contact === undefined) return { ...lines, country };
      return {
        ...lines,
        country,
        phone: opened<string>(subject.contact, contextOf('phone'), sealed.contact),
      };
    },
  };
}

function toContext(ownerId: string, kind: string): SealContext {
  return { ownerId, seal: kind, schema: SCHEMA };
}

function addressContext(customerId: string, addressId: string) {
  return (kind: 'address' | 'phone') => toContext(`${customerId}/${addressId}`, kind);
}

function namesIn(fields: PersonalFields | SealedFields): readonly (keyof PersonalFields)[] {
  return (Object.keys(KEY_OF_FIELD) as (keyof PersonalFields)[]).filter((name) => fields[name] !== undefined);
}

function opened<Value>(key: Buffer, context: SealContext, text: string): Value {
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
  if (complete === undefined) throw new Error('the subject of a new customer has no key');
  return complete;
}
