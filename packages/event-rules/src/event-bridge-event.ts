/**
 * An event in EventBridge's own envelope, as targets receive it.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html
 */
export type EventBridgeEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** RFC 3339, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
  /** Set only on an event of a replay. */
  readonly 'replay-name'?: string;
};

/** Formats epoch milliseconds as the time of an event: UTC, to the second. */
export function formatEventTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
