import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type CloudEvent as BusEvent, formatEventTime } from '@tradepost/event-rules/event';
import { compilePattern } from '@tradepost/event-rules/event-pattern';
import { compileInput } from '@tradepost/event-rules/input-transformer';
import type { Rule } from './event-bus.ts';

/** What one target gets of one event. */
export type Delivery = {
  readonly kind: 'queue' | 'workflow';
  readonly targetArn: string;
  readonly input: string;
};

/**
 * What a rule makes of events: those that its pattern takes, in the words in which its targets get them.
 *
 * @param events of the event log
 * @returns how many of them the rule takes, and the deliveries; undefined where a target is neither a queue nor a workflow
 */
export function deliveriesOf(
  rule: Rule,
  events: readonly CloudEvent[],
): { readonly events: number; readonly deliveries: readonly Delivery[] } | undefined {
  const matches = compilePattern(rule.pattern);
  const taken = events.map((event) => toBusEvent(event, rule.arn)).filter(matches);
  const targets = rule.targets.map((target) => ({
    kind: kindOf(target.arn),
    targetArn: target.arn,
    transform: compileInput(target),
  }));
  const deliveries: Delivery[] = [];
  for (const event of taken) {
    const json = JSON.stringify(event);
    const context = { ruleArn: rule.arn, ruleName: rule.name, ingestionTime: event.time };
    for (const { kind, targetArn, transform } of targets) {
      if (kind === undefined) return undefined;
      deliveries.push({ kind, targetArn, input: transform(event, json, context) });
    }
  }
  return { events: taken.length, deliveries };
}

/** The event as it was on the bus, but for the id that EventBridge gave it: nobody of ours looks at that. */
function toBusEvent(event: CloudEvent, ruleArn: string): BusEvent {
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

function kindOf(targetArn: string): Delivery['kind'] | undefined {
  const [, , service] = targetArn.split(':');
  if (service === 'sqs') return 'queue';
  return service === 'states' ? 'workflow' : undefined;
}
