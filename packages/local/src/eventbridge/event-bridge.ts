import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type {
  ArchiveResource,
  EventBusResource,
  RuleResource,
} from '@tradepost/compiled-service/templates/resources';
import { type EventBridgeEvent, formatEventTime } from '@tradepost/event-rules/event-bridge-event';
import { withinTime } from '../timing/within-time.ts';
import { createArchiveStore } from './archive-store.ts';
import { type AttemptOutcome, attemptDelivery, type Delivery } from './delivery.ts';
import { createDeliveryQueue, type DeliveryQueueConfig } from './delivery-queue.ts';
import { createDeliveryStore } from './delivery-store.ts';
import { checkEntry, faultOfRequest, type PutEventsEntry } from './put-events-entry.ts';
import { createReplays, type Replays } from './replays.ts';
import { type CompiledRule, compileRule, deliveriesOf } from './rules.ts';
import { createScheduler } from './scheduler.ts';
import type { EventTargets } from './targets.ts';

export type EventBridgeConfig = Pick<DeliveryQueueConfig, 'backOff' | 'functionRetryDelaysMs'> & {
  readonly buses: readonly EventBusResource[];
  readonly archives?: readonly ArchiveResource[];
  readonly rules: readonly RuleResource[];
  readonly targets: EventTargets;
  /** From `openStore`; the caller closes it after `stop`. */
  readonly store: DatabaseSync;
  readonly region: string;
  readonly accountId: string;
  readonly log: (line: string) => void;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
};

export type PutEventsResult = {
  readonly FailedEntryCount: number;
  readonly Entries: readonly PutEventsResultEntry[];
};

export type PutEventsResultEntry =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

export type EventBridge = {
  /** Rejects with an `AwsError` if the whole request is refused. */
  readonly putEvents: (entries: readonly PutEventsEntry[]) => Promise<PutEventsResult>;
  readonly buses: readonly Pick<EventBusResource, 'name' | 'arn'>[];
  readonly rules: readonly RuleResource[];
  readonly replays: Pick<Replays, 'start' | 'find'>;
  /** Resumes the deliveries and replays of an earlier run, and starts the schedules. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Returns the number of stored deliveries that have not finished. */
  readonly pendingCount: () => number;
};

/** Maximum duration of a first attempt. After that, the delivery is stored and retried. */
const FIRST_ATTEMPT_TIMEOUT_MS = 5_000;
const LATE: AttemptOutcome = {
  status: 'failed',
  error: { code: 'TIMEOUT', message: `No response within ${FIRST_ATTEMPT_TIMEOUT_MS} ms` },
};
const DEFAULT_BUS = 'default';

/**
 * Creates the event buses with their rules and schedules. `putEvents` resolves when each delivery has been accepted by its
 * target or is stored, so that no acknowledged event is lost if the process is killed. Functions are invoked asynchronously,
 * so their deliveries are stored first. Throws an error that names the rule if a rule is not valid.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
 */
export function createEventBridge(config: EventBridgeConfig): EventBridge {
  const { region, accountId, log, targets } = config;
  const clock = config.clock ?? Date.now;
  const buses = withDefaultBus(config);
  const busNames = new Set(buses.map((bus) => bus.name));
  const rules = config.rules.map(compileRule);
  const rulesByBus = Map.groupBy(rules, ({ rule }) => rule.eventBusName);
  for (const { rule } of rules) {
    if (busNames.has(rule.eventBusName)) continue;
    throw new Error(
      `${rule.service}: rule ${rule.logicalId} (${rule.name}): no event bus ${rule.eventBusName}`,
    );
  }
  const queue = createDeliveryQueue({ ...config, store: createDeliveryStore(config.store), clock });
  const replays = createReplays({
    archives: config.archives ?? [],
    store: createArchiveStore(config.store),
    clock,
    log,
    deliver: (busArn, ruleArns, event) => deliverAll(replayed(busArn, ruleArns, event)),
  });
  const scheduler = createScheduler({ rules: config.rules, store: config.store, clock, log, fire });

  async function putEvents(entries: readonly PutEventsEntry[]): Promise<PutEventsResult> {
    const fault = faultOfRequest(entries);
    if (fault) throw fault;
    const atMs = clock();
    const deliveries: Delivery[] = [];
    const results = entries.map((entry): PutEventsResultEntry => {
      const checked = checkEntry(entry);
      if ('errorCode' in checked) {
        return { ErrorCode: checked.errorCode, ErrorMessage: checked.errorMessage };
      }
      const event = eventOf(entry, checked.detail, atMs);
      deliveries.push(...route(entry.EventBusName, event, atMs));
      return { EventId: event.id };
    });
    await deliverAll(deliveries);
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    };
  }

  function eventOf(
    entry: PutEventsEntry,
    detail: EventBridgeEvent['detail'],
    atMs: number,
  ): EventBridgeEvent {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType ?? '',
      source: entry.Source ?? '',
      account: accountId,
      time: formatEventTime(entry.Time === undefined ? atMs : entry.Time * 1_000),
      region,
      resources: entry.Resources ?? [],
      detail,
    };
  }

  function route(busNameOrArn: string | undefined, event: EventBridgeEvent, atMs: number): Delivery[] {
    const name = busNameOrArn?.split('/').at(-1) ?? DEFAULT_BUS;
    if (!busNames.has(name)) {
      // Like AWS, returns an event id. The log line helps to find a misspelled bus.
      log(`event ${event['detail-type']} from ${event.source} was put on the unknown event bus ${name}`);
    }
    const eventJson = JSON.stringify(event);
    replays.archive(buses.find((bus) => bus.name === name)?.arn ?? '', event, eventJson);
    return deliver(rulesFor(name, event), event, eventJson, atMs);
  }

  function rulesFor(busName: string, event: EventBridgeEvent): readonly CompiledRule[] {
    return (rulesByBus.get(busName) ?? []).filter(({ matches }) => matches(event));
  }

  function replayed(busArn: string, ruleArns: readonly string[], event: EventBridgeEvent): Delivery[] {
    const matching = rulesFor(busArn.split('/').at(-1) ?? '', event).filter(
      ({ rule }) => ruleArns.length === 0 || ruleArns.includes(rule.arn),
    );
    return deliver(matching, event, JSON.stringify(event), clock());
  }

  function deliver(
    matching: readonly CompiledRule[],
    event: EventBridgeEvent,
    eventJson: string,
    atMs: number,
  ): Delivery[] {
    return matching.flatMap((rule) => deliveriesOf(rule, event, eventJson, atMs));
  }

  async function deliverAll(deliveries: readonly Delivery[]): Promise<void> {
    queue.add(deliveries.filter(({ kind }) => kind === 'function'));
    await Promise.all(deliveries.filter(({ kind }) => kind !== 'function').map(deliverOrStore));
  }

  async function deliverOrStore(delivery: Delivery): Promise<void> {
    const outcome = (await withinTime(attemptDelivery(delivery, targets), FIRST_ATTEMPT_TIMEOUT_MS)) ?? LATE;
    if (outcome.status !== 'delivered') await queue.addFailed(delivery, outcome);
  }

  async function fire(rule: RuleResource, timeMs: number): Promise<void> {
    const compiled = rules.filter((one) => one.rule === rule);
    const event: EventBridgeEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: accountId,
      time: formatEventTime(timeMs),
      region,
      resources: [rule.arn],
      detail: {},
    };
    await deliverAll(deliver(compiled, event, JSON.stringify(event), clock()));
  }

  return {
    putEvents,
    buses,
    rules: config.rules,
    replays,
    start() {
      queue.start();
      replays.resume();
      scheduler.start();
    },
    async stop() {
      await scheduler.stop();
      await replays.stop();
      await queue.stop();
    },
    pendingCount: queue.pendingCount,
  };
}

/** Every AWS account has a bus named `default`. */
function withDefaultBus({ buses, region, accountId }: EventBridgeConfig): EventBridge['buses'] {
  if (buses.some(({ name }) => name === DEFAULT_BUS)) return buses;
  const arn = `arn:aws:events:${region}:${accountId}:event-bus/${DEFAULT_BUS}`;
  return [{ name: DEFAULT_BUS, arn }, ...buses];
}
