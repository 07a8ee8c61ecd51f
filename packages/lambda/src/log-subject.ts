import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { LogFacts } from './log-facts.ts';

const ORDER_ID = /^ord_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Takes an aggregate's id; returns what a log line says of it: an order's id by that name, too. */
export function toSubject(subject: string): LogFacts {
  return ORDER_ID.test(subject) ? { subject, orderId: subject } : { subject };
}

/** What a log line says of a message: which it is, what about, and for which order, where its data name one. */
export function toMessageFacts({
  id,
  type,
  subject,
  correlationid,
  executionid,
  data,
}: CloudEvent): LogFacts {
  const { orderId } = Object(data) as { readonly orderId?: unknown };
  return {
    correlationId: correlationid,
    eventId: id,
    type,
    executionId: executionid,
    ...toSubject(subject),
    ...(typeof orderId === 'string' && ORDER_ID.test(orderId) ? { orderId } : {}),
  };
}
