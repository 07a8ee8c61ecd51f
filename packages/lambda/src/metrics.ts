import { Metrics } from '@aws-lambda-powertools/metrics';

/** Measurement of a business metric. */
export type Measure = {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Milliseconds' | 'Seconds';
  /** Extra dimensions, besides the total: `{reason: 'OUT_OF_STOCK'}`. Use few values: each is billed as a metric. */
  readonly by?: Readonly<Record<string, string>>;
};

/** A count of one. */
export function one(name: string, by?: Measure['by']): Measure {
  return { name, value: 1, unit: 'Count', ...(by === undefined ? {} : { by }) };
}

/**
 * Writes measurements as log lines in CloudWatch's embedded metric format, under the namespace `Tradepost/{stage}` and
 * the dimension `service`. This makes no API call, so a request does not wait for it. A repeated measurement is counted
 * twice.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function writeMeasures(measures: readonly Measure[]): void {
  if (measures.length === 0) return;
  write(measures);
  for (const measure of measures) if (measure.by !== undefined) write([measure], measure.by);
}

function write(measures: readonly Measure[], dimensions: Measure['by'] = {}): void {
  const metrics = new Metrics({ namespace: `Tradepost/${process.env['STAGE'] ?? 'dev'}` });
  metrics.addDimensions({ ...dimensions });
  for (const { name, unit, value } of measures) metrics.addMetric(name, unit, value);
  metrics.publishStoredMetrics();
}
