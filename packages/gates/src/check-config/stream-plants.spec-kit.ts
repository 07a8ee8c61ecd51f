import type { Changes } from './plant.spec-kit.ts';

/** The planted violations of `stream-rules.ts`. */
export const STREAM_PLANTS: readonly (readonly [string, string, Changes])[] = [
  [
    'stream-retries-until-age',
    'inventory/PublishEventsEventSourceMappingDynamodbStockTable',
    { 'PublishEventsEventSourceMappingDynamodbStockTable.MaximumRetryAttempts': 20 },
  ],
  [
    'stream-failures-queue',
    'orders/ProjectOrdersEventSourceMappingDynamodbEventsTable',
    { 'ProjectOrdersLambdaFunction.Environment.Variables.FAILURES_QUEUE_URL': undefined },
  ],
];
