import { parseArgs } from 'node:util';
import { timestamp } from '@tradepost/contracts/fields/timestamp';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

/** The events of a period, whose times are in milliseconds, or of one aggregate. */
export type Replayed = { readonly fromMs: number; readonly toMs: number } | { readonly subject: string };

export type ReplayOptions = {
  readonly consumer: string;
  readonly events: Replayed;
  readonly target: Target;
};

export const USAGE = `Gives one consumer events once more: those of a period, or of one aggregate.

  pnpm replay --consumer NAME --from TIME --to TIME
  pnpm replay --consumer NAME --subject ID

  --consumer NAME  a rule, without the stage: orders-product-changed
  --from TIME      events that happened then or later: 2026-11-24T10:00:00Z
  --to TIME        and before then; at AWS an event is in the archive within ten minutes
  --subject ID     all events of one aggregate: prd_…, ord_…
${TARGET_USAGE}

Exit code: 0; 1 where it was refused or failed, 2 for a wrong command line. A replay goes on where this is ended.`;

/** Minutes may be the last digits of a time; everything else is RFC 3339. A time without an offset would differ by machine. */
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\d.\d\d:\d\d)(?=[Zz+-])/;

/**
 * Takes the command line's arguments; returns what they ask for.
 *
 * @throws Error in plain words
 */
export function parseReplayOptions(args: readonly string[]): ReplayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      consumer: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      subject: { type: 'string' },
      ...TARGET_OPTIONS,
    },
  });
  const { consumer } = values;
  if (consumer === undefined) throw new Error('name the consumer, with --consumer');
  return { consumer, events: toReplayed(values), target: toTarget(values) };
}

type What = { readonly from?: string; readonly to?: string; readonly subject?: string };

function toReplayed({ from, to, subject }: What): Replayed {
  const isPeriod = from !== undefined || to !== undefined;
  if (isPeriod === (subject !== undefined)) throw new Error('--from and --to, or --subject: one of them');
  if (subject !== undefined) return { subject };
  if (from === undefined || to === undefined) throw new Error('--from and --to go together');
  const period = { fromMs: toMs('from', from), toMs: toMs('to', to) };
  if (period.fromMs >= period.toMs) throw new Error(`--to ${to} is not later than --from ${from}`);
  return period;
}

function toMs(option: string, written: string): number {
  const { success, data } = timestamp.safeParse(written.replace(WITHOUT_SECONDS, '$1:00'));
  if (!success) throw new Error(`--${option} must be a time such as 2026-11-24T10:00:00Z, not "${written}"`);
  return Date.parse(data);
}
