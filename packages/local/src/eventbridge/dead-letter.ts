import type { DeliveryError } from './delivery.ts';
import type { PendingDelivery } from './delivery-store.ts';

export type Exhaustion = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export type DeadLetter = {
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, string>>;
};

/**
 * Creates the dead-letter message for an undeliverable event: the event as the body, the reason in the attributes.
 * `exhausted` is undefined for an error that is not retried.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html#eb-rule-dlq
 */
export function deadLetterOf(
  pending: PendingDelivery,
  error: DeliveryError,
  exhausted: Exhaustion | undefined,
): DeadLetter {
  const { delivery, attempts, functionErrors } = pending;
  return {
    body: delivery.event ?? delivery.input,
    messageAttributes: {
      RULE_ARN: delivery.ruleArn,
      TARGET_ARN: delivery.targetArn,
      ERROR_CODE: error.code || 'UNKNOWN_ERROR',
      ERROR_MESSAGE: error.message.slice(0, MAX_MESSAGE_CHARS) || 'Unknown error',
      RETRY_ATTEMPTS: String(Math.max(0, attempts + functionErrors - 1)),
      ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    },
  };
}

/** Keeps the error message from making the dead-letter message too large to send. */
const MAX_MESSAGE_CHARS = 1_000;
