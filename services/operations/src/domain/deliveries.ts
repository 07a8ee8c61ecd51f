import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type EventBridgeEvent, formatEventTime } from '@tradepost/event-rules/event-bridge-event';
import { compilePattern } from '@tradepost/event-rules/event-pattern';
import {
  compileInput,
  type InputTransform,
  type TargetInput,
} from '@tradepost/event-rules/input-transformer';

/** An enabled rule of the bus. A rule delivers events to one consumer. */
export type Rule = {
  readonly name: string;
  readonly arn: string;
  readonly pattern: unknown;
  readonly targets: readonly RuleTarget[];
};

/** `deadLetterArn` is the queue for events that cannot be delivered. */
export type RuleTarget = TargetInput & { readonly arn: string; readonly deadLetterArn?: string };

/** The input that one target gets for one event. */
export type Redelivery = {
  readonly kind: 'queue' | 'workflow';
  readonly targetArn: string;
  readonly input: string;
};

/**
 * Applies a rule to events: its pattern, and the input transformers of its targets.
 *
 * @param events events of the archive
 * @returns the number of events that match, and the deliveries; undefined if a target is neither a queue nor a workflow
 */
export function deliveriesOf(
  rule: Rule,
  events: readonly CloudEvent[],
): { readonly events: number; readonly deliveries: readonly Redelivery[] } | undefined {
  const matches = compilePattern(rule.pattern);
  const matching = events.map((event) => toEventBridgeEvent(event, rule.arn)).filter(matches);
  const deliver = compileTargets(rule.targets);
  return deliver && { events: matching.length, deliveries: matching.flatMap(deliver) };
}

/**
 * Applies the current rule to one event, for one of its targets.
 *
 * @param event the event as EventBridge sends it to a dead-letter queue
 * @returns undefined if the rule does not have the target, or it is neither a queue nor a workflow
 */
export function redelivery(rule: Rule, targetArn: string, event: EventBridgeEvent): Redelivery | undefined {
  const targets = rule.targets.filter(({ arn }) => arn === targetArn);
  return compileTargets(targets)?.(event)[0];
}

/** Returns true if the pattern of a rule matches an event. */
export function matchesRule(rule: Rule, event: EventBridgeEvent): boolean {
  return compilePattern(rule.pattern)(event);
}

function compileTargets(
  targets: Rule['targets'],
): ((event: EventBridgeEvent) => readonly Redelivery[]) | undefined {
  const compiled: { kind: Redelivery['kind']; targetArn: string; transform: InputTransform }[] = [];
  for (const target of targets) {
    const kind = kindOf(target.arn);
    if (kind === undefined) return undefined;
    compiled.push({ kind, targetArn: target.arn, transform: compileInput(target) });
  }
  return (event) => {
    const json = JSON.stringify(event);
    return compiled.map(({ kind, targetArn, transform }) => ({
      kind,
      targetArn,
      input: transform(event, json),
    }));
  };
}

/** Restores the EventBridge envelope, except for the id that EventBridge assigned: no consumer reads it. */
function toEventBridgeEvent(event: CloudEvent, ruleArn: string): EventBridgeEvent {
  const [, , , region = '', account = ''] = ruleArn.split(':');
  return {
    version: '0',
    id: event.id,
    'detail-type': event.type,
    source: event.source,
    account,
    time: formatEventTime(Date.parse(event.time)),
    region,
    resources: [],
    detail: event,
  };
}

function kindOf(targetArn: string): Redelivery['kind'] | undefined {
  const [, , service] = targetArn.split(':');
  if (service === 'sqs') return 'queue';
  return service === 'states' ? 'workflow' : undefined;
}
