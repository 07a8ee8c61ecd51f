import type { Changes } from './plant.spec-kit.ts';

/** Violations of the rules about throttling and workflows in the real templates. */
export const THROTTLING_PLANTS: readonly (readonly [string, string, Changes])[] = [
  [
    'sqs-maximum-concurrency',
    'platform/RecordEventsEventSourceMappingSQSEventsInbox',
    { 'RecordEventsEventSourceMappingSQSEventsInbox.Properties.ScalingConfig': undefined },
  ],
  [
    'concurrency-fits-account',
    'orders/ProjectOrdersLambdaFunction',
    { 'ProjectOrdersLambdaFunction.Properties.ReservedConcurrentExecutions': 851 },
  ],
  [
    'table-throttle-alarms',
    'orders/ViewsTable',
    { 'ViewsTableWriteThrottlesAlarm.Properties.Metrics.2': undefined },
  ],
  ['account-concurrency-alarm', 'platform/AlarmTopic', { AccountConcurrencyAlarm: undefined }],
  [
    'percentile-alarm-samples',
    'catalog/ListProductsSlowAlarm',
    { 'ListProductsSlowAlarm.Properties.Metrics.0.Expression': 'p95' },
  ],
];
