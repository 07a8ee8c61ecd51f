/** The keys of a subject: `contact` for e-mail, phone and notes, `invoice` for names and addresses. */
export const KEY_KINDS = ['contact', 'invoice'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** A person whose data is sealed: a customer, or the guest of one order. A key is undefined if it was deleted. */
export type Subject = { readonly subjectId: string } & { readonly [Kind in KeyKind]: Buffer | undefined };

/** An order without a customer. */
export type OrderOfGuest = { readonly orderId: string; readonly emailHash: string };
/** Subject of an order without a customer, by the hash of the address with which it was placed. */
export type ClaimedSubject = { readonly subjectId: string; readonly emailHash: string };
export type SubjectOfOrder = { readonly subjectId: string; readonly orderId: string };

/** Returns true if no key of a subject was deleted. */
export function isComplete(subject: Subject): boolean {
  return KEY_KINDS.every((kind) => subject[kind] !== undefined);
}
