import type { Quota } from '@tradepost/compiled-service/templates/usage-plans';

const DAY_MS = 86_400_000;

/** Day in UTC: `2026-11-30`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** All days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): readonly string[] {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const count = to < from ? 0 : (to - from) / DAY_MS + 1;
  return Array.from({ length: count }, (_, index) => dayOf(from + index * DAY_MS));
}

/**
 * Returns the first day of the quota period that contains `day`. A week starts on Sunday and a month on its first day, each
 * later by the quota's offset in days.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html
 */
export function periodStart(day: string, { period, offset }: Pick<Quota, 'period' | 'offset'>): string {
  if (period === 'DAY') return day;
  const shifted = new Date(Date.parse(day) - offset * DAY_MS);
  const start =
    period === 'WEEK'
      ? shifted.getTime() - shifted.getUTCDay() * DAY_MS
      : Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth(), 1);
  return dayOf(start + offset * DAY_MS);
}
