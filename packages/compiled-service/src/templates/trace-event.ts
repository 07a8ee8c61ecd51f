import { formatEventTime } from '@tradepost/event-rules/event-bridge-event';
import { compilePattern } from '@tradepost/event-rules/event-pattern';
import { compileInput } from '@tradepost/event-rules/input-transformer';
import type { CloudDescription } from './read-templates.ts';
import type { FunctionResource, QueueResource, RuleResource, StateMachineResource } from './resources.ts';

/** An event as put on a bus. */
export type PutEvent = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Delivery of an event by one rule, with its consumers. */
export type Arrival = {
  readonly rule: RuleResource;
  /** Text that the target receives. */
  readonly input: string;
  /** Set if the target is a queue. */
  readonly queue?: QueueResource;
  readonly consumers: readonly Consumer[];
};

export type Consumer =
  | { readonly kind: 'function'; readonly of: FunctionResource }
  | { readonly kind: 'stateMachine'; readonly of: StateMachineResource };

/**
 * Follows an event through templates, without running a cloud: which rules match it, what each target receives, and which
 * functions and state machines it reaches, directly or through a queue.
 *
 * @param description of the templates
 * @param event whose time is taken to be the epoch
 * @throws if a rule is invalid
 */
export function traceEvent(description: CloudDescription, event: PutEvent): readonly Arrival[] {
  const time = formatEventTime(0);
  const received = {
    version: '0',
    ...{ id: 'traced', account: '', region: '', resources: [], time },
    ...{ source: event.source, 'detail-type': event.detailType, detail: event.detail },
  } as const;
  const json = JSON.stringify(received);
  return description.rules
    .filter((rule) => rule.enabled && rule.eventPattern && compilePattern(rule.eventPattern)(received))
    .flatMap((rule) =>
      rule.targets.map((target) => {
        const queue = description.queues.find(({ arn }) => arn === target.arn);
        return {
          rule,
          input: compileInput(target)(received, json),
          ...(queue === undefined ? {} : { queue }),
          consumers: consumersOf(description, target.arn),
        };
      }),
    );
}

/** Returns the consumers of a target: the function or state machine itself, or the functions that read the queue. */
export function consumersOf(description: CloudDescription, arn: string): readonly Consumer[] {
  const { eventSourceMappings, functions, stateMachines } = description;
  const readers = new Set(
    eventSourceMappings
      .filter(({ eventSourceArn, enabled }) => enabled && eventSourceArn === arn)
      .map(({ functionName }) => functionName),
  );
  return [
    ...functions
      .filter((each) => each.arn === arn || readers.has(each.functionName))
      .map((of) => ({ kind: 'function', of }) as const),
    ...stateMachines.filter((each) => each.arn === arn).map((of) => ({ kind: 'stateMachine', of }) as const),
  ];
}
