import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import type { LogFacts } from './log-facts.ts';

const ORDER_ID = /^ord_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Takes an aggregate's id; returns the fields of a log line about it. An order's id is also in `orderId`. */
export function toSubject(subject: string): LogFacts {
  return ORDER_ID.test(subject) ? { subject, orderId: subject } : { subject };
}

/** Takes a message; returns the fields of a log line about it, with the order and the SKU in its data. */
export function toMessageFacts({
  id,
  type,
  subject,
  correlationid,
  executionid,
  data,
}: CloudEvent): LogFacts {
  const { orderId, sku } = Object(data) as { readonly orderId?: unknown; readonly sku?: unknown };
  return {
    correlationId: correlationid,
    eventId: id,
    type,
    executionId: executionid,
    ...toSubject(subject),
    ...(typeof orderId === 'string' && ORDER_ID.test(orderId) ? { orderId } : {}),
    ...(typeof sku === 'string' ? { sku } : {}),
  };
}
