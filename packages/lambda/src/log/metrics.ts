import { Metrics } from '@aws-lambda-powertools/metrics';

/** Measurement of a business metric. */
export type Metric = {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  /** Extra dimensions, besides the total: `{reason: 'OUT_OF_STOCK'}`. Use few values: each is billed as a metric. */
  readonly by?: Readonly<Record<string, string>>;
};

/** Takes a metric's name and its dimensions; returns a count of one. */
export function count(name: string, by?: Metric['by']): Metric {
  return { name, value: 1, unit: 'Count', ...(by === undefined ? {} : { by }) };
}

/**
 * Writes measurements as log lines in CloudWatch's embedded metric format, under the namespace `Tradepost/{stage}` and
 * the dimension `service`. This makes no API call, so a request does not wait for it. A repeated measurement is counted
 * twice.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function writeMetrics(metrics: readonly Metric[]): void {
  if (metrics.length === 0) return;
  write(metrics);
  for (const metric of metrics) if (metric.by !== undefined) write([metric], metric.by);
}

/** Takes the metrics of an item, such as an event; returns a function that writes those of all items (see `writeMetrics`). */
export function writeMetricsOf<Item>(
  toMetrics: (item: Item) => readonly Metric[],
): (items: readonly Item[]) => void {
  return (items) => writeMetrics(items.flatMap(toMetrics));
}

function write(metrics: readonly Metric[], dimensions: Metric['by'] = {}): void {
  const writer = new Metrics({ namespace: `Tradepost/${process.env['STAGE'] ?? 'dev'}` });
  writer.addDimensions({ ...dimensions });
  for (const { name, unit, value } of metrics) writer.addMetric(name, unit, value);
  writer.publishStoredMetrics();
}
