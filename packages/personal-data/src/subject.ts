/** The keys of a subject: `contact` for e-mail, phone and notes, `invoice` for names and addresses. */
export const KEY_KINDS = ['contact', 'invoice'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** A person whose data is sealed: a customer, or the guest of one order. A key is undefined if it was deleted. */
export type Subject = {
  readonly subjectId: string;
  /** Last day (`2036-12-31`) on which the restricted key `invoice` is kept; absent if it is not restricted. */
  readonly invoiceUntil?: string;
} & { readonly [Kind in KeyKind]: Buffer | undefined };

/** A subject that is to be erased: its keys are deleted, but `invoice` is restricted if `invoiceUntil` is given. */
export type Erasure = { readonly subjectId: string; readonly invoiceUntil?: string | undefined };

/** An order without a customer. */
export type OrderOfGuest = { readonly orderId: string; readonly emailHash: string };
/** Subject of an order without a customer, by the hash of the address with which it was placed. */
export type ClaimedSubject = { readonly subjectId: string; readonly emailHash: string };
export type SubjectOfOrder = { readonly subjectId: string; readonly orderId: string };

/** Returns true if no key of a subject was deleted or restricted. */
export function isComplete(subject: Subject): boolean {
  return subject.invoiceUntil === undefined && KEY_KINDS.every((kind) => subject[kind] !== undefined);
}

/** Returns a subject as everybody sees it but those who may use restricted keys: a restricted key counts as deleted. */
export function withoutRestricted(subject: Subject): Subject {
  return subject.invoiceUntil === undefined ? subject : { ...subject, invoice: undefined };
}
