import { createHash } from 'node:crypto';
import type { RuleResource, RuleTarget } from '@tradepost/compiled-service/templates/resources';
import type { EventBridgeEvent } from '@tradepost/event-rules/event-bridge-event';
import { compilePattern, type EventMatcher } from '@tradepost/event-rules/event-pattern';
import { compileInput, type InputTransform } from '@tradepost/event-rules/input-transformer';
import type { Delivery } from './delivery.ts';
import { type TargetKind, targetKindOf } from './targets.ts';

export type CompiledRule = {
  readonly rule: RuleResource;
  /** Always false for a disabled rule and for a rule with only a schedule. */
  readonly matches: EventMatcher;
  readonly targets: readonly CompiledTarget[];
};

export type CompiledTarget = {
  readonly target: RuleTarget;
  readonly kind: TargetKind;
  readonly input: InputTransform;
};

/** Throws an error that names the rule and its service if the rule is not valid or has an unsupported target. */
export function compileRule(rule: RuleResource): CompiledRule {
  try {
    const pattern = rule.eventPattern && compilePattern(rule.eventPattern);
    return {
      rule,
      matches: pattern && rule.enabled ? pattern : () => false,
      targets: rule.targets.map(compileTarget),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${rule.service}: rule ${rule.logicalId} (${rule.name}): ${why}`, { cause: error });
  }
}

function compileTarget(target: RuleTarget): CompiledTarget {
  const kind = targetKindOf(target.arn);
  if (!kind) throw new Error(`target ${target.id}: ${target.arn} is not supported as a target`);
  return { target, kind, input: compileInput(target) };
}

/** Returns one delivery for each target of the rule. */
export function deliveriesOf(
  { rule, targets }: CompiledRule,
  event: EventBridgeEvent,
  eventJson: string,
  acceptedAtMs: number,
): Delivery[] {
  return targets.map(({ target, kind, input: transform }) => {
    const input = transform(event, eventJson);
    return {
      kind,
      ruleArn: rule.arn,
      targetArn: target.arn,
      input,
      ...(target.deadLetterArn !== undefined && {
        deadLetterArn: target.deadLetterArn,
        ...(input !== eventJson && { event: eventJson }),
      }),
      ...(target.sqsMessageGroupId !== undefined && { messageGroupId: target.sqsMessageGroupId }),
      executionName: kind === 'stateMachine' ? executionNameOf(event, rule.arn, target.id) : '',
      retryPolicy: target.retryPolicy,
      acceptedAtMs,
    };
  });
}

/**
 * Returns the event id followed by a second id, as on AWS. The second one is a hash of rule, target and replay, so that a retry
 * has the same name and a replay another one.
 */
function executionNameOf(event: EventBridgeEvent, ruleArn: string, targetId: string): string {
  const replay = event['replay-name'];
  const of = [ruleArn, targetId, ...(replay === undefined ? [] : [replay])].join('|');
  return `${event.id}_${createHash('md5').update(of).digest('hex')}`;
}
