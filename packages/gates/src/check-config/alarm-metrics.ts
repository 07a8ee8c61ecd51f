import { isDeepStrictEqual } from 'node:util';
import {
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';

export type AlarmMetric = {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly statistic: string | undefined;
  readonly dimensions: Readonly<Record<string, unknown>>;
};

/** The metrics that an alarm reads: its own one, or those of its metric math. */
export function metricsOf({ properties }: CloudResource): readonly AlarmMetric[] {
  if (!('Metrics' in properties))
    return [toMetric(properties, textIn(properties, 'Statistic') ?? textIn(properties, 'ExtendedStatistic'))];
  return objectsIn(properties, 'Metrics').flatMap((query) => {
    const stat = objectIn(query, 'MetricStat');
    return stat === undefined ? [] : [toMetric(objectIn(stat, 'Metric') ?? {}, textIn(stat, 'Stat'))];
  });
}

/** A metric that alarms are looked for on, with all of its dimensions. */
type Wanted = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
};

/** The alarms that read a metric with exactly these dimensions: an alarm on one version is not one on its function. */
export function alarmsOn({ namespace, name, dimensions }: Wanted, cloud: Cloud): readonly CloudResource[] {
  return cloud
    .ofType('AWS::CloudWatch::Alarm')
    .filter((alarm) =>
      metricsOf(alarm).some(
        (metric) =>
          metric.namespace === namespace &&
          metric.name === name &&
          isDeepStrictEqual(metric.dimensions, dimensions),
      ),
    );
}

function toMetric(metric: Properties, statistic: string | undefined): AlarmMetric {
  return {
    namespace: textIn(metric, 'Namespace'),
    name: textIn(metric, 'MetricName'),
    statistic,
    dimensions: Object.fromEntries(
      objectsIn(metric, 'Dimensions').map(({ Name, Value }) => [String(Name), Value]),
    ),
  };
}
