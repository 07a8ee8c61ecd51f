import { wrong } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import { timestamp } from '@tradepost/contracts/fields/timestamp';

/** Events of a period, with its times in milliseconds, or of one aggregate. */
export type Replayed = { readonly fromMs: number; readonly toMs: number } | { readonly subject: string };

type ReplayValues = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly subject?: string | undefined;
};

type WantedValues = ReplayValues & {
  readonly consumer?: string | undefined;
  readonly approve?: string | undefined;
};

/**
 * Takes the options of `replay`; returns the replay to start, or the id of the one to approve.
 *
 * @throws UsageError if they exclude each other, name no events, or have a malformed time
 */
export function toWanted({
  consumer,
  approve,
  ...values
}: WantedValues): { readonly consumer: string; readonly events: Replayed } | { readonly approve: string } {
  if (approve !== undefined) {
    if ([consumer, values.from, values.to, values.subject].some((value) => value !== undefined))
      throw new UsageError('--approve excludes --consumer, --from, --to and --subject');
    return { approve };
  }
  if (consumer === undefined) throw new UsageError('--consumer or --approve is required');
  return { consumer, events: toReplayed(values) };
}

/** RFC 3339; seconds may be left out. The offset is required: without it, the time would depend on the machine. */
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\d.\d\d:\d\d)(?=[Zz+-])/;

/**
 * Takes the options of `replay`; returns the events that it replays.
 *
 * @throws UsageError if they name no events, or if a time is malformed
 */
export function toReplayed({ from, to, subject }: ReplayValues): Replayed {
  const isPeriod = from !== undefined || to !== undefined;
  if (isPeriod === (subject !== undefined))
    throw new UsageError('either --from and --to, or --subject is required');
  if (subject !== undefined) return { subject };
  if (from === undefined || to === undefined) throw new UsageError('--from and --to need each other');
  const period = { fromMs: toMs('from', from), toMs: toMs('to', to) };
  if (period.fromMs >= period.toMs) throw new UsageError(`--to ${to} is not later than --from ${from}`);
  return period;
}

function toMs(option: string, written: string): number {
  const { success, data } = timestamp.safeParse(written.replace(WITHOUT_SECONDS, '$1:00'));
  if (!success) throw wrong(`--${option}`, 'a time such as 2026-11-24T10:00:00Z', written);
  return Date.parse(data);
}
