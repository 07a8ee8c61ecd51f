import { objectsIn } from './properties.ts';
import type { Reading } from './reading.ts';
import type { LogGroupResource } from './resources.ts';

/**
 * `AWS::Logs::LogGroup`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing-Syntax.html
 */
export function readLogGroup({ declared, properties, name }: Reading): LogGroupResource {
  const policies = objectsIn(properties, 'FieldIndexPolicies');
  return {
    ...declared,
    name: name(),
    indexedFields: policies.flatMap(({ Fields }) => Fields as readonly string[]),
  };
}
