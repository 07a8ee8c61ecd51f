import { containsCardNumber } from '@tradepost/contracts/fields/card-number';
import { ulid } from 'ulid';

const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;

/**
 * Takes the correlation id that a caller sent; returns it where it can stand in keys and log lines, and a new
 * one where it cannot (it may be a card number), or there is none.
 */
export function toCorrelationId(sent: string | undefined): string {
  const isAccepted = sent !== undefined && ACCEPTED.test(sent) && !containsCardNumber(sent);
  return isAccepted ? sent : `cor_${ulid()}`;
}
