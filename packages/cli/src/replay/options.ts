import { parseArgs } from 'node:util';
import { timestamp } from '@tradepost/contracts/fields/timestamp';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

/** Events of a period, with its times in milliseconds, or of one aggregate. */
export type Replayed = { readonly fromMs: number; readonly toMs: number } | { readonly subject: string };

export type ReplayOptions = {
  readonly consumer: string;
  readonly events: Replayed;
  readonly target: Target;
};

export const USAGE = `Replays events to one consumer: those of a period, or of one aggregate.

  pnpm replay --consumer NAME --from TIME --to TIME
  pnpm replay --consumer NAME --subject ID

  --consumer NAME  a rule, without the stage: orders-product-changed
  --from TIME      events from this time on: 2026-11-24T10:00:00Z
  --to TIME        events before this time; on AWS, an event may take ten minutes to reach the archive
  --subject ID     all events of one aggregate: prd_…, ord_…
${TARGET_USAGE}

Exit code: 0; 1 if the replay was rejected or failed, 2 for a wrong command line. A replay continues if this command is
interrupted.`;

/** RFC 3339; seconds may be left out. The offset is required: without it, the time would depend on the machine. */
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\d.\d\d:\d\d)(?=[Zz+-])/;

/**
 * Parses the command line's arguments.
 *
 * @throws Error that names the wrong argument
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
  if (consumer === undefined) throw new Error('--consumer is missing');
  return { consumer, events: toReplayed(values), target: toTarget(values) };
}

type What = { readonly from?: string; readonly to?: string; readonly subject?: string };

function toReplayed({ from, to, subject }: What): Replayed {
  const isPeriod = from !== undefined || to !== undefined;
  if (isPeriod === (subject !== undefined))
    throw new Error('either --from and --to, or --subject is required');
  if (subject !== undefined) return { subject };
  if (from === undefined || to === undefined) throw new Error('--from and --to need each other');
  const period = { fromMs: toMs('from', from), toMs: toMs('to', to) };
  if (period.fromMs >= period.toMs) throw new Error(`--to ${to} is not later than --from ${from}`);
  return period;
}

function toMs(option: string, written: string): number {
  const { success, data } = timestamp.safeParse(written.replace(WITHOUT_SECONDS, '$1:00'));
  if (!success) throw new Error(`--${option} must be a time such as 2026-11-24T10:00:00Z, not "${written}"`);
  return Date.parse(data);
}
