import type { MethodFacts } from './shipping-method.ts';

const MS_PER_DAY = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;

/** Days of delivery, ISO 8601: `2026-03-04`. */
export type DeliveryEstimate = { readonly earliest: string; readonly latest: string };

/**
 * Estimates the days of delivery of an order. It is handed to the carrier on the day of the order if that is a working day and the
 * cut-off has not passed, else on the next working day. From there the method's working days are counted. Days are those of the
 * cut-off's time zone, or of UTC. Saturdays and Sundays are no working days; public holidays are not known.
 *
 * @param at time of the order, RFC 3339
 * @returns undefined if the method does not state its days
 */
export function estimateDelivery(
  { days, cutOff }: Pick<MethodFacts, 'days' | 'cutOff'>,
  at: string,
): DeliveryEstimate | undefined {
  if (days === undefined) return undefined;
  const { day, time } = toLocal(at, cutOff?.timeZone ?? 'UTC');
  const isInTime = isWorkingDay(day) && (cutOff === undefined || time < cutOff.time);
  const handOver = isInTime ? day : afterWorkingDays(day, 1);
  return {
    earliest: toIsoDate(afterWorkingDays(handOver, days.min)),
    latest: toIsoDate(afterWorkingDays(handOver, days.max)),
  };
}

/** Days are counted from 1970-01-01, so that no clock change shifts them. */
function toLocal(at: string, timeZone: string): { readonly day: number; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(at));
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? '';
  const midnight = Date.UTC(Number(part('year')), Number(part('month')) - 1, Number(part('day')));
  return { day: midnight / MS_PER_DAY, time: `${part('hour')}:${part('minute')}` };
}

function isWorkingDay(day: number): boolean {
  const weekday = new Date(day * MS_PER_DAY).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY;
}

function afterWorkingDays(from: number, count: number): number {
  let day = from;
  for (let left = count; left > 0; ) {
    day += 1;
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

function toIsoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
