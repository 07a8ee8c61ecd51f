import type { DeliveryError } from './delivery.ts';
import type { PendingDelivery } from './delivery-store.ts';

export type Exhaustion = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export type DeadLetter = {
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, string>>;
};

/**
 * The message that tells of an event that was given up: the event itself, with the reason in its attributes.
 * `exhausted` is left out for an error that was not worth a retry.
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

/** A message attribute must not be what makes the dead letter too large to send. */
const MAX_MESSAGE_CHARS = 1_000;
