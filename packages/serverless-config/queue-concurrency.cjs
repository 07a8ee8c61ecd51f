/**
 * A plugin that limits how many invocations each queue causes at once (`MaximumConcurrency`): to the stage parameter
 * `queueConcurrency`, or to the event's own `maximumConcurrency`. Without it, Lambda receives more messages than the function
 * may process at once. The throttled ones count as received, and healthy messages reach the dead-letter queue. Above the
 * function's reservation the limit would have no effect, so it is never higher than that.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html#events-sqs-max-concurrency
 */
const MIN = 2;
const MAX = 1_000;

module.exports = class QueueConcurrency {
  constructor(serverless) {
    this.hooks = {
      // It stands after by-stage.cjs, which sets the reservations.
      'after:aws:package:finalize:mergeCustomProviderResources': () => limitQueues(serverless.service),
    };
  }
};

function limitQueues({ custom, provider }) {
  const resources = provider.compiledCloudFormationTemplate.Resources;
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::Lambda::EventSourceMapping' || !readsQueue(Properties, resources)) continue;
    const wanted =
      Properties.ScalingConfig?.MaximumConcurrency ?? wholeNumber(custom.byStage.queueConcurrency);
    Properties.ScalingConfig = { MaximumConcurrency: withinReservation(wanted, Properties, resources) };
  }
}

function readsQueue({ EventSourceArn }, resources) {
  const [logicalId] = EventSourceArn['Fn::GetAtt'] ?? [];
  if (logicalId !== undefined) return resources[logicalId]?.Type === 'AWS::SQS::Queue';
  return JSON.stringify(EventSourceArn).includes(':sqs:');
}

function wholeNumber(value) {
  const number = Number(value);
  if (Number.isInteger(number) && number >= MIN && number <= MAX) return number;
  throw new Error(
    `queueConcurrency must be a whole number from ${MIN} to ${MAX}, not ${JSON.stringify(value)}`,
  );
}

/** The name is `{Fn::GetAtt: [function, Arn]}`, or a reference to an alias of the function. */
function withinReservation(wanted, { FunctionName }, resources) {
  const target = FunctionName['Fn::GetAtt']?.[0] ?? FunctionName.Ref;
  const logicalId =
    resources[target]?.Type === 'AWS::Lambda::Alias' ? resources[target].Properties.FunctionName.Ref : target;
  const reserved = resources[logicalId]?.Properties.ReservedConcurrentExecutions;
  if (reserved === undefined) return wanted;
  if (reserved >= MIN) return Math.min(wanted, reserved);
  throw new Error(`${logicalId} reserves ${reserved} and reads a queue: it must reserve at least ${MIN}`);
}
