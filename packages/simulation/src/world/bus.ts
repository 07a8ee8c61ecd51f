import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { type EventBridgeEvent, formatEventTime } from '@tradepost/event-rules/event-bridge-event';
import { compileRule, deliveriesOf } from '@tradepost/local/eventbridge/rules';
import { INVOKED } from './call.ts';
import type { Conditions } from './conditions.ts';
import { createDeliveries, type DeliveriesConfig } from './deliveries.ts';

type Entry = {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly EventBusName: string;
};

/** A message as the bus accepted it. */
export type Published = {
  readonly id: string;
  readonly type: string;
  readonly detail: string;
  /** Another version of the service than the current one, if it published the message. */
  readonly version?: string | undefined;
  /** True if an operator had it published again, and the stream did not deliver it. */
  readonly isRepublished: boolean;
  /** Virtual time at which the bus accepted it. */
  readonly atMs: number;
  readonly event: EventBridgeEvent;
  readonly busName: string;
};

export type BusConfig = DeliveriesConfig & {
  readonly rules: readonly RuleResource[];
  readonly situation: Conditions;
  /** Receives each rule with the types of the events that it matches. */
  readonly reach: (branch: string) => void;
};

/** As long as EventBridge tries to deliver by default. */
const MAX_LATE_MS = 24 * 3_600_000;
/** Makes one late event in four more than an hour late, and the others mostly less than a minute. */
const LATE_EXPONENT = 12;
const USUAL_DELAY_MS = 60;
/**
 * An operator corrects the policy of the bus within a working day. A workflow that publishes goes on for twice as long; records of a
 * stream are in a failures queue by then.
 */
const REFUSED_FOR_MS = 6 * 3_600_000;
/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
const PERMANENT_CODES = [
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForDetailTypeException',
  'NotAuthorizedForSourceException',
];

/** The event bus with the declared rules: matches, transforms, and delivers at least once, in no defined order. */
export function createBus(config: BusConfig) {
  const { scheduler, draw, faults, situation, trace, reach } = config;
  const rules = config.rules.filter(({ eventPattern }) => eventPattern !== undefined).map(compileRule);
  const published: Published[] = [];
  /** The ids of events that the bus refused with an error code that is not retryable. */
  const refused = new Set<string>();
  const refusedAtMs = new Map<string, number>();
  let isMended = false;
  const deliveries = createDeliveries(config);
  /** With `only`, delivers by the rules with these ARNs. */
  const deliver = (event: EventBridgeEvent, busName: string, only?: readonly string[]) => {
    const json = JSON.stringify(event);
    for (const rule of rules) {
      if (rule.rule.eventBusName !== busName || !rule.matches(event)) continue;
      if (only?.includes(rule.rule.arn) === false) continue;
      reach(`rule ${rule.rule.name.replace(/^tradepost-dev-/, '')}: ${event['detail-type']}`);
      for (const delivery of deliveriesOf(rule, event, json, scheduler.nowMs())) {
        const key = `${event.id} to ${delivery.targetArn.split(':').at(-1)}`;
        const times = faults.happens('duplicateEvent', key) ? 2 : 1;
        for (let time = 0; time < times; time += 1) {
          const lateMs = faults.happens('lateRule', `${key} ${time}`)
            ? MAX_LATE_MS * draw.unit(`late ${key} ${time}`) ** LATE_EXPONENT
            : 0;
          const passedMs = scheduler.passedMs();
          const heldMs = (situation.deliveredFromMs?.(passedMs) ?? passedMs) - passedMs;
          scheduler.after(Math.max(lateMs, heldMs) + USUAL_DELAY_MS * draw.unit(`way ${key} ${time}`), () =>
            deliveries.begin(delivery, `${key} ${time}`),
          );
        }
      }
    }
  };
  const errorOf = (key: string, id: string): string | undefined => {
    const transient = situation.entryErrorOf?.(key, scheduler.passedMs());
    if (transient !== undefined) return transient;
    if (faults.happens('partialPut', key)) return 'InternalFailure';
    if (isMended || !(refused.has(id) || faults.happens('refusedEntry', id))) return undefined;
    const sinceMs = refusedAtMs.get(id) ?? scheduler.nowMs();
    if (scheduler.nowMs() - sinceMs > REFUSED_FOR_MS) return undefined;
    refused.add(id);
    refusedAtMs.set(id, sinceMs);
    return draw.pick(`refused ${id}`, PERMANENT_CODES);
  };
  return {
    published,
    refused,
    /** Names of the rules, without the stage's prefix: the consumers of a replay. */
    consumers: rules.map(({ rule }) => rule.name.replace(/^tradepost-dev-/, '')),
    /** Delivers the events of a period by single rules again, as EventBridge does from its archive. */
    replay: (
      name: string,
      {
        ruleArns,
        fromMs,
        toMs,
      }: { readonly ruleArns: readonly string[]; readonly fromMs: number; readonly toMs: number },
    ): void => {
      trace(() => `bus replays ${name} by ${ruleArns.join()}`);
      for (const { event, busName, atMs } of [...published]) {
        if (atMs < fromMs || atMs >= toMs) continue;
        deliver({ ...event, id: `${event.id} in ${name}`, 'replay-name': name }, busName, ruleArns);
      }
    },
    /** Makes the bus accept the events that it refused, as after a change of its policy. */
    fix: (): void => {
      isMended = true;
    },
    /** Delivers an event again by the rule and to the target that its dead-letter message names. */
    deliverAgain: (json: string, { RULE_ARN, TARGET_ARN }: Readonly<Record<string, string>>): void => {
      const event = JSON.parse(json) as EventBridgeEvent;
      const given = rules
        .filter(({ rule }) => rule.arn === RULE_ARN)
        .flatMap((rule) => deliveriesOf(rule, event, json, scheduler.nowMs()))
        .filter(({ targetArn }) => targetArn === TARGET_ARN);
      if (given.length === 0) throw new Error(`no rule ${RULE_ARN} has the target ${TARGET_ARN}`);
      for (const delivery of given) deliveries.reach(delivery, `${event.id} again`);
    },
    /** PutEvents: returns a result for each entry, with its id or an error code. */
    put: (entries: readonly Entry[], key: string, version?: string) => {
      const results = entries.map((entry, index) => {
        const detail = JSON.parse(entry.Detail) as Record<string, unknown>;
        const ErrorCode = errorOf(`${key} ${index}`, String(detail['id']));
        if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'the entry was not accepted' };
        const id = `${detail['id']} (${published.length})`;
        trace(() => `bus: ${entry.DetailType} ${detail['subject']}`);
        const event: EventBridgeEvent = {
          version: '0',
          id,
          'detail-type': entry.DetailType,
          source: entry.Source,
          account: '000000000000',
          time: formatEventTime(scheduler.nowMs()),
          region: 'us-east-1',
          resources: [],
          detail,
        };
        published.push({
          id: String(detail['id']),
          type: entry.DetailType,
          detail: entry.Detail,
          version,
          isRepublished: key.includes(INVOKED),
          atMs: scheduler.nowMs(),
          event,
          busName: entry.EventBusName,
        });
        deliver(event, entry.EventBusName);
        return { EventId: id };
      });
      return { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length };
    },
  };
}
