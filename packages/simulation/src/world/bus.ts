import { type CloudEvent, formatEventTime } from '@tradepost/local/eventbridge/event';
import { compileRule, deliveriesOf } from '@tradepost/local/eventbridge/rules';
import type { RuleResource } from '@tradepost/local/resources';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Queues } from './queues.ts';
import type { Scheduler } from './scheduler.ts';

type Entry = {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly EventBusName: string;
};

/** A message as the bus took it. */
export type Published = { readonly id: string; readonly type: string; readonly detail: string };

export type Bus = {
  /** As PutEvents: answers for each entry whether it was taken. */
  readonly put: (entries: readonly Entry[], key: string) => Record<string, unknown>;
  readonly published: readonly Published[];
};

export type BusConfig = {
  readonly rules: readonly RuleResource[];
  readonly scheduler: Scheduler;
  readonly draw: Draw;
  readonly faults: Faults;
  readonly queues: Pick<Queues, 'byArn'>;
  readonly startExecution: (machineArn: string, input: string, key: string) => void;
  readonly tell: (line: () => string) => void;
};

const HOUR_MS = 3_600_000;
const USUAL_DELAY_MS = 60;

/** The event bus with the rules as they are declared: matching, transforming, delivering at least once, in no order. */
export function createBus(config: BusConfig): Bus {
  const { scheduler, draw, faults, tell } = config;
  const rules = config.rules.filter(({ eventPattern }) => eventPattern !== undefined).map(compileRule);
  const published: Published[] = [];
  const deliver = (event: CloudEvent, busName: string) => {
    const json = JSON.stringify(event);
    const accepted = { atMs: scheduler.nowMs(), time: event.time };
    for (const rule of rules) {
      if (rule.rule.eventBusName !== busName || !rule.matches(event)) continue;
      for (const delivery of deliveriesOf(rule, event, json, accepted)) {
        const key = `${event.id} to ${delivery.targetArn.split(':').at(-1)}`;
        const times = faults.happens('duplicateEvent', key) ? 2 : 1;
        for (let time = 0; time < times; time += 1) {
          const lateMs = faults.happens('lateRule', `${key} ${time}`)
            ? HOUR_MS * draw.unit(`late ${key} ${time}`) ** 4
            : 0;
          scheduler.after(lateMs + USUAL_DELAY_MS * draw.unit(`way ${key} ${time}`), () => {
            if (delivery.kind === 'queue') config.queues.byArn(delivery.targetArn).send(delivery.input);
            else if (delivery.kind === 'stateMachine')
              config.startExecution(delivery.targetArn, delivery.input, `${key} ${time}`);
            else throw new Error(`the simulated bus does not deliver to ${delivery.targetArn}`);
          });
        }
      }
    }
  };
  return {
    published,
    put: (entries, key) => {
      const results = entries.map((entry, index) => {
        if (faults.happens('partialPut', `${key} ${index}`)) {
          return { ErrorCode: 'InternalFailure', ErrorMessage: 'the entry was not taken' };
        }
        const detail = JSON.parse(entry.Detail) as Record<string, unknown>;
        const id = `${detail['id']} (${published.length})`;
        published.push({ id: String(detail['id']), type: entry.DetailType, detail: entry.Detail });
        tell(() => `bus: ${entry.DetailType} ${detail['subject']}`);
        const event: CloudEvent = {
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
        deliver(event, entry.EventBusName);
        return { EventId: id };
      });
      return { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length };
    },
  };
}
