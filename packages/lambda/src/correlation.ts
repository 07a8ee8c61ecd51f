import { ulid } from 'ulid';

const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;

/**
 * Takes the correlation id that a caller sent; returns it where it can stand in keys and log lines, and a new
 * one where it cannot or there is none.
 */
export function toCorrelationId(sent: string | undefined): string {
  return sent !== undefined && ACCEPTED.test(sent) ? sent : `cor_${ulid()}`;
}
