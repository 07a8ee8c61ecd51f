import { ulid } from 'ulid';

/** A new correlation id: `cor_` and a ULID. The stack makes one for each request. */
export function newCorrelationId(): string {
  return `cor_${ulid()}`;
}
