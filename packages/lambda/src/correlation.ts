import { ulid } from 'ulid';

const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;

/**
 * Takes the correlation id that a caller sent; returns it if it can be part of keys and log lines, and a new one if it
 * cannot, or there is none.
 */
export function toCorrelationId(sent: string | undefined): string {
  const isAccepted = sent !== undefined && ACCEPTED.test(sent);
  return isAccepted ? sent : `cor_${ulid()}`;
}
