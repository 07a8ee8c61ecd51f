/**
 * A plugin that completes the event `stream` of every function: how a table's stream is read and what happens to records
 * that fail is the same everywhere. A function declares `type`, `arn` and what differs (`batchWindow`, `filterPatterns`).
 *
 * - A failed record is retried for as long as the stream has it: `maximumRetryAttempts` −1 means without limit. While
 *   the event bus or a table cannot be reached, nothing else of the record's shard is processed; all of it is processed
 *   afterwards. A record that can never be processed does not get that far: the stack of packages/lambda sends it to the
 *   failures queue with its content, and so it does with a record that still fails after 22 hours.
 * - Lambda itself discards a record after 23 hours, with its sequence number: then the function could not be invoked, or
 *   could not reach the failures queue. For one more hour a redrive can read the record from the stream, which keeps it
 *   for 24 hours.
 * - A response with failures is the checkpoint of the batch, and Lambda retries the rest. A function that fails as a
 *   whole gets halves of the batch, so that a record on which it crashes or times out does not fail the others; splitting
 *   consumes no retry attempt.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
const MAX_RECORD_AGE_SECONDS = 23 * 60 * 60;

const SETTINGS = {
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  parallelizationFactor: 2,
  functionResponseType: 'ReportBatchItemFailures',
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: -1,
  maximumRecordAgeInSeconds: MAX_RECORD_AGE_SECONDS,
};

module.exports = class Streams {
  constructor(serverless) {
    // The first hook of every command: `package`, `deploy` and `offline` see the same event sources.
    this.hooks = { initialize: () => completeStreams(serverless.service.functions) };
  }
};

/** Throws if a function sets what is the same for all. */
function completeStreams(functions) {
  for (const definition of Object.values(functions)) {
    const streams = (definition.events ?? []).flatMap(({ stream }) => stream ?? []);
    if (streams.length === 0) continue;
    for (const stream of streams) {
      const own = Object.keys(stream).filter((name) => name === 'destinations' || name in SETTINGS);
      if (own.length > 0)
        throw new Error(`${definition.name}: streams.cjs sets ${own.join(', ')} for all streams`);
      const arn = { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] };
      Object.assign(stream, SETTINGS, { destinations: { onFailure: { arn, type: 'sqs' } } });
    }
    // The stack of packages/lambda sends to the queue, and so does Lambda, with the function's role.
    definition.environment = { ...definition.environment, FAILURES_QUEUE_URL: { Ref: 'FailuresQueue' } };
    definition.iamRoleStatements = [
      ...(definition.iamRoleStatements ?? []),
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] },
      },
    ];
  }
}
