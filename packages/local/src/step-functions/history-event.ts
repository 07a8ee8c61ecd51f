import type { HistoryEvent } from '@tradepost/states-language/history';

/** An event of an execution's history, as the API returns it; `timestamp` is in epoch seconds. */
export type ApiEvent = {
  readonly type: string;
  readonly timestamp: number;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
};

const MS_PER_SECOND = 1_000;

/**
 * Converts an event of the interpreter to one of the API; returns undefined if the API has none.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function toApiEvent({ type, timeMs, details }: HistoryEvent, region: string): ApiEvent | undefined {
  if (type === 'StateRetried' || type === 'StateCaught') return undefined;
  const complete: Record<string, unknown> = { ...details };
  if (type === 'TaskScheduled') complete['region'] = region;
  for (const payload of ['input', 'output']) {
    if (payload in details) complete[`${payload}Details`] = { truncated: false };
  }
  const event = { type, timestamp: timeMs / MS_PER_SECOND };
  return Object.keys(complete).length === 0 ? event : { ...event, [detailsNameOf(type)]: complete };
}

function detailsNameOf(type: string): `${string}EventDetails` {
  const state = /State(Entered|Exited)$/.exec(type);
  return `${state === null ? `${type.charAt(0).toLowerCase()}${type.slice(1)}` : `state${state[1]}`}EventDetails`;
}
