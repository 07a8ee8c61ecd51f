import type { InvocationResult } from '../invocation.ts';
import { functionNameOf } from '../invocation.ts';
import type { RuleTarget } from '../resources.ts';
import type { EventTargets, TargetKind } from './targets.ts';

/** All that it takes to deliver one event to one target, and to give up: it is stored as it is. */
export type Delivery = {
  readonly kind: TargetKind;
  readonly ruleArn: string;
  readonly targetArn: string;
  /** The text that the target receives. */
  readonly input: string;
  /** The event as JSON, for the dead letter, where it is not the input itself. */
  readonly event?: string;
  /** The same for each attempt, so that a state machine starts once. */
  readonly executionName: string;
  readonly messageGroupId?: string;
  readonly retryPolicy: RuleTarget['retryPolicy'];
  readonly deadLetterArn?: string;
  readonly acceptedAtMs: number;
};

/**
 * How an attempt ended. A function's own error is another matter than a target that could not be reached: on AWS,
 * the event has been handed over to Lambda's asynchronous invocation by then.
 */
export type AttemptOutcome =
  | { readonly status: 'delivered' }
  | { readonly status: 'functionFailed' | 'failed' | 'refused'; readonly error: DeliveryError };

export type DeliveryError = { readonly code: string; readonly message: string };

/** Tries once. Never throws. */
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
      if (!targets.publishToTopic) throw new Error('There are no topics to publish to');
      await targets.publishToTopic(targetArn, input);
      return undefined;
  }
}

function groupOf(delivery: Delivery): { messageGroupId: string } | undefined {
  return delivery.messageGroupId === undefined ? undefined : { messageGroupId: delivery.messageGroupId };
}

/** Quoted lines are not one JSON value: a function gets them as a string. */
function payloadOf(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/**
 * The errors that no second attempt can mend: EventBridge sends such an event to the dead letters at once.
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
