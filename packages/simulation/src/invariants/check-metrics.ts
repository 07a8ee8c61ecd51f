import type { FaultKind } from '../faults/fault-kinds.ts';
import type { World } from '../world/world.ts';
import type { Journal } from './journal.ts';
import { commitsIn } from './models/order-model.ts';
import { add } from './sums.ts';
import type { Report } from './violation.ts';

/** Business metrics, by the event that each counts. The dimension `reason` is a count of its own. */
const COUNTED: Readonly<Record<string, string>> = {
  OrderPlaced: 'OrdersPlaced',
  OrderConfirmed: 'OrdersConfirmed',
  OrderRejected: 'OrdersRejected',
  OrderCancelled: 'OrdersCancelled',
  PaymentDeclined: 'AuthorizationsDeclined',
  PaymentVoided: 'PaymentsVoided',
  PaymentRefunded: 'PaymentsRefunded',
  StockReservationRefused: 'ReservationsRefused',
  StockReleased: 'StockReleased',
};

/** Faults that keep no function from writing a metric. */
const HARMLESS: ReadonlySet<FaultKind> = new Set([
  ...(['poisonMessage', 'forgedEvent', 'forgedWebhook', 'earlyWebhook', 'duplicateWebhook'] as const),
  ...([
    'lateWebhook',
    'lostWebhook',
    'duplicateMessage',
    'lateMessage',
    'reordered',
    'shortReceive',
  ] as const),
  ...(['inexactCount', 'missedTick', 'lateRule', 'duplicateEvent', 'staleRead', 'staleIndex'] as const),
  ...(['shortPage', 'expiredIterator', 'splitShard', 'clockSkew', 'lostSaga', 'doubleSaga'] as const),
]);

type Metrics = ReadonlyMap<string, { readonly count: number; readonly sum: number }>;

/**
 * A business metric counts the events that were published, at most once for each time that the bus accepted one, and without
 * faults exactly once. The time to confirm is that from an order's placing to its confirmation. Each message that a function
 * moves to a dead-letter queue is counted, unless a fault kept the function from it.
 */
export function checkMetrics(
  { bus, logLines, deadLetters }: Pick<World, 'bus' | 'logLines' | 'deadLetters'>,
  {
    journal,
    isQuiet,
    injected,
  }: {
    readonly journal: Journal;
    readonly isQuiet: boolean;
    readonly injected: readonly { readonly kind: FaultKind }[];
  },
  report: Report,
): void {
  const metrics = readMetrics(logLines);
  const compare = (name: string, least: number, most: number): void => {
    const { count = 0 } = metrics.get(name) ?? {};
    if (count < least || count > most)
      report('a metric counts what happened', `${name} is ${count}, not from ${least} to ${most}`);
  };
  const counts = countsOf(bus.published);
  // An event that an operator has published again may be counted, if it came from a failures queue, not from a store.
  const first = countsOf(bus.published.filter(({ isRepublished }) => !isRepublished));
  for (const name of [...Object.values(COUNTED), ...counts.keys()])
    compare(name, isQuiet ? (first.get(name) ?? 0) : 0, counts.get(name) ?? 0);
  const harmful = injected.filter(({ kind }) => !HARMLESS.has(kind)).length;
  compare('DeadLetters', deadLetters.length - harmful, deadLetters.length);
  if (isQuiet) checkTimeToConfirm(metrics, journal, report);
}

/** The number of messages that each metric counts. */
function countsOf(published: World['bus']['published']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, detail } of published) {
    const name = COUNTED[type];
    if (name === undefined) continue;
    add(counts, name, 1);
    if (type === 'OrderRejected') add(counts, `${name} reason=${JSON.parse(detail).data.rejection.code}`, 1);
  }
  return counts;
}

function checkTimeToConfirm(metrics: Metrics, journal: Journal, report: Report): void {
  let sumMs = 0;
  let count = 0;
  for (const log of commitsIn(journal, 'orders-events').values()) {
    const confirmed = log.find(({ events }) => events.some(({ type }) => type === 'OrderConfirmed'));
    if (confirmed === undefined) continue;
    count += 1;
    sumMs += Math.max(0, Date.parse(confirmed.at) - Date.parse(log[0]?.at ?? ''));
  }
  const measured = metrics.get('TimeToConfirm') ?? { count: 0, sum: 0 };
  if (measured.count !== count || measured.sum !== sumMs)
    report(
      'a metric counts what happened',
      `TimeToConfirm has ${measured.count} values of ${measured.sum} ms, not ${count} of ${sumMs} ms`,
    );
}

/** Sums the values of all lines in the embedded metric format, by the name of the metric and its own dimensions. */
function readMetrics(lines: World['logLines']): Metrics {
  const metrics = new Map<string, { count: number; sum: number }>();
  for (const { message } of lines) {
    if (!message.includes('"_aws"')) continue;
    const line = JSON.parse(message);
    for (const { Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
      const own = Dimensions.flat().filter((name: string) => name !== 'service');
      const of = own.map((name: string) => ` ${name}=${line[name]}`).join('');
      for (const { Name } of Metrics) {
        const values = [line[Name]].flat() as readonly number[];
        const known = metrics.get(`${Name}${of}`) ?? { count: 0, sum: 0 };
        metrics.set(`${Name}${of}`, {
          count: known.count + values.length,
          sum: known.sum + values.reduce((sum, value) => sum + value, 0),
        });
      }
    }
  }
  return metrics;
}
