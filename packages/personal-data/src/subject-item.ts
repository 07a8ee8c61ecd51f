const SUBJECT = 'subject#';

/** Returns the partition key of a subject in the table of subject keys. */
export function pkOf(subjectId: string): string {
  return `${SUBJECT}${subjectId}`;
}

/** Returns the partition key of a customer in the table of subject keys. */
export function customerPk(customerId: string): string {
  return `customer#${customerId}`;
}

/** Returns the id of the subject with a partition key. */
export function toSubjectId(pk: unknown): string {
  return String(pk).slice(SUBJECT.length);
}
