import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { RuleTarget } from '@tradepost/compiled-service/templates/resources';
import type { InvocationResult } from '../invocation.ts';
import type { EventTargets, TargetKind } from './targets.ts';

/** Delivery of one event to one target, with all data for its retries and its dead-letter message. It is stored as is. */
export type Delivery = {
  readonly kind: TargetKind;
  readonly ruleArn: string;
  readonly targetArn: string;
  /** Text that the target receives. */
  readonly input: string;
  /** Event as JSON, for the dead-letter message; undefined if it equals `input`. */
  readonly event?: string;
  /** Same for each attempt, so that a state machine starts only once. */
  readonly executionName: string;
  readonly messageGroupId?: string;
  readonly retryPolicy: RuleTarget['retryPolicy'];
  readonly deadLetterArn?: string;
  readonly acceptedAtMs: number;
};

/**
 * Outcome of an attempt. A function's own error (`functionFailed`) differs from a target that cannot be reached (`failed`): on
 * AWS, Lambda's asynchronous invocation has already accepted the event in that case.
 */
export type AttemptOutcome =
  | { readonly status: 'delivered' }
  | { readonly status: 'functionFailed' | 'failed' | 'refused'; readonly error: DeliveryError };

export type DeliveryError = { readonly code: string; readonly message: string };

/** Attempts the delivery once. Never rejects. */
export async function attemptDelivery(delivery: Delivery, targets: EventTargets): Promise<AttemptOutcome> {
  try {
    const result = await send(delivery, targets);
    if (!result || result.ok) return { status: 'delivered' };
    const { errorType, errorMessage } = result.error;
    return { status: 'functionFailed', error: { code: errorType, message: errorMessage } };
  } catch (error) {
    return outcomeOf(error);
  }
}

async function send(delivery: Delivery, targets: EventTargets): Promise<InvocationResult | undefined> {
  const { kind, targetArn, input } = delivery;
  switch (kind) {
    case 'function':
      return targets.invokeFunction(functionNameOf(targetArn), payloadOf(input));
    case 'queue':
      await targets.sendToQueue(targetArn, input, groupOf(delivery));
      return undefined;
    case 'stateMachine':
      await targets.startExecution(targetArn, input, delivery.executionName);
      return undefined;
    case 'topic':
      if (!targets.publishToTopic) throw new Error('publishing to topics is not supported');
      await targets.publishToTopic(targetArn, input);
      return undefined;
  }
}

function groupOf(delivery: Delivery): { messageGroupId: string } | undefined {
  return delivery.messageGroupId === undefined ? undefined : { messageGroupId: delivery.messageGroupId };
}

/** Input that is not JSON, such as several quoted lines of a template, is passed to a function as a string. */
function payloadOf(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/**
 * Errors that are not retried: EventBridge sends the event to the dead-letter queue immediately.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html#eb-rule-dlq
 */
const NO_RESOURCE = new Set([
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDoesNotExist',
  'NotFoundException',
  'ResourceNotFoundException',
  'StateMachineDoesNotExist',
]);

function outcomeOf(error: unknown): AttemptOutcome {
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : String(error);
  return NO_RESOURCE.has(name)
    ? { status: 'refused', error: { code: 'NO_RESOURCE', message: `${name}: ${message}` } }
    : { status: 'failed', error: { code: 'ERROR_FROM_TARGET', message: `${name}: ${message}` } };
}
