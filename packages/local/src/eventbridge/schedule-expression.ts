import { Cron } from 'croner';

/** Parsed schedule. `cron` follows the clock, `rate` the time of the last run. Times are epoch milliseconds. */
export type Schedule =
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly nextMs: (afterMs: number) => number | undefined };

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `rate(5 minutes)` or `cron(0 10 ? * MON-FRI *)`: minutes, hours, day of month, month, day of week (1 is
 * Sunday), year; in UTC. Throws if the expression is not valid.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule {
  const [, kind, body] = /^(rate|cron)\((.+)\)$/u.exec(expression.trim()) ?? [];
  if (kind === 'rate' && body !== undefined) return parseRate(body, expression);
  if (kind === 'cron' && body !== undefined) return parseCron(body, expression);
  throw invalid(expression, 'it is neither rate(…) nor cron(…)');
}

function parseRate(body: string, expression: string): Schedule {
  const [, digits = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/u.exec(body.trim()) ?? [];
  const value = Number(digits);
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined || value < 1 || (value === 1) === (plural === 's')) {
    throw invalid(expression, 'a rate is "1 minute" or "5 minutes"; other units are hours and days');
  }
  return { kind: 'rate', everyMs: value * unitMs };
}

function parseCron(body: string, expression: string): Schedule {
  const fields = body.trim().split(/\s+/u);
  const [minutes, hours, dayOfMonth, month, dayOfWeek = '', year] = fields;
  if (fields.length !== 6) throw invalid(expression, 'a cron expression has six fields');
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw invalid(expression, 'exactly one of day of month and day of week must be "?"');
  }
  const pattern = ['0', minutes, hours, dayOfMonth, month, lastWeekday(dayOfWeek), year].join(' ');
  try {
    const cron = new Cron(pattern, {
      paused: true,
      timezone: 'UTC',
      alternativeWeekdays: true,
      mode: '7-part',
      sloppyRanges: true,
    });
    return {
      kind: 'cron',
      nextMs: (afterMs) => cron.nextRun(new Date(afterMs))?.getTime(),
    };
  } catch (error) {
    throw invalid(expression, error instanceof Error ? error.message : String(error));
  }
}

/** The last Friday is `6L` on AWS and `6#L` in croner. `L` alone is Saturday. */
function lastWeekday(field: string): string {
  return field === 'L' ? '7' : field.replace(/^(\d|[A-Z]{3})L$/iu, '$1#L');
}

function invalid(expression: string, why: string): Error {
  return new Error(`Schedule expression ${JSON.stringify(expression)} is not valid: ${why}`);
}
