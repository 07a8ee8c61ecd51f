import type { Plant } from './plant.spec-kit.ts';

/** A task that repeats throttled calls as seldom as those whose function failed. */
const WITHOUT_RETRIER = JSON.stringify({
  StartAt: 'ReserveStock',
  TimeoutSeconds: 240,
  States: {
    ReserveStock: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:000000000000:function:tradepost-prod-inventory-commands:live',
      Retry: [
        { ErrorEquals: ['ValidationError'], MaxAttempts: 0 },
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 3, JitterStrategy: 'FULL' },
      ],
      End: true,
    },
  },
});

/** Violations of the rules about throttling and workflows in the real templates. */
export const THROTTLING_PLANTS: readonly Plant[] = [
  [
    'sqs-maximum-concurrency',
    'platform/RecordEventsEventSourceMappingSQSEventsInbox',
    { '.ScalingConfig': undefined },
  ],
  [
    'concurrency-fits-account',
    'orders/ProjectOrdersLambdaFunction',
    { '.ReservedConcurrentExecutions': 851 },
  ],
  ['table-throttle-alarms', 'orders/ViewsTable', { 'ViewsTableWriteThrottlesAlarm.Metrics.2': undefined }],
  ['account-alarms', 'platform/AlarmTopic', { ThrottlesAlarm: undefined }],
  ['percentile-alarm-samples', 'catalog/ListProductsSlowAlarm', { '.Metrics.0.Expression': 'p95' }],
  ['workflow-retries-lambda', 'orders/FulfilOrder', { '.DefinitionString': WITHOUT_RETRIER }],
  [
    'workflow-times',
    'orders/FulfilOrder',
    { 'SweepOrdersLambdaFunction.Environment.Variables.SAGA_LOST_AFTER_SECONDS': '200' },
  ],
];
