/**
 * The event sources of functions other than routes:
 * - `stream: {batchWindow?, filterPatterns?}`: the stream of the service's table, completed by streams.cjs. The function
 *   `publishEvents` may read the table and publish to the bus.
 * - `inbox: <name>`: messages of this inbox of `resources/queues.yml`, which also has the timeout. The function may send
 *   to the inbox's dead-letter queue.
 * - `schedule: <expression>`: EventBridge's `rate(1 minute)`.
 * A function without any of these is invoked by its name.
 */
const { basename } = require('node:path');
const { pascal } = require('./names.cjs');

/** The default of functions that read a stream. */
const STREAM_TIMEOUT_SECONDS = 30;
const BATCH_SIZE = 10;
/** The next run, a minute later, processes what a failed run left. */
const SCHEDULE_RETRIES = { maximumEventAge: 60, maximumRetryAttempts: 2 };

/**
 * @param service     `{facts, tables, inboxes}`: what `factsOf` returns, and what the service declares
 * @param file        declaration of the function: `src/streams/publish-events.yml`
 * @param declaration `{stream?, inbox?, schedule?}` of the function
 * @returns `{events?, timeout?, iamRoleStatements?}`
 * @throws Error if the function declares more than one source, or an inbox that the service does not have
 */
exports.eventSourceOf = (service, file, declaration) => {
  const kinds = Object.keys(SOURCES).filter((kind) => declaration[kind] !== undefined);
  if (kinds.length > 1)
    throw new Error(`${file} declares ${kinds.join(' and ')}: a function has one event source`);
  const [kind] = kinds;
  return kind === undefined ? {} : SOURCES[kind](service, file, declaration[kind]);
};

const SOURCES = {
  stream: ({ facts, tables }, file, { batchWindow, filterPatterns }) => {
    const table = streamingTable(file, tables);
    return {
      timeout: STREAM_TIMEOUT_SECONDS,
      events: [
        {
          stream: {
            type: 'dynamodb',
            arn: { 'Fn::GetAtt': [table, 'StreamArn'] },
            ...(batchWindow === undefined ? {} : { batchWindow }),
            ...(filterPatterns === undefined ? {} : { filterPatterns }),
          },
        },
      ],
      iamRoleStatements: basename(file) === 'publish-events.yml' ? publishing(facts, table) : [],
    };
  },
  inbox: ({ inboxes }, file, name) => {
    const inbox = inboxes[name];
    if (inbox === undefined) throw new Error(`${file}: resources/queues.yml has no inbox ${name}`);
    const { consumerTimeoutSeconds, consumerWindowSeconds, consumerBatchSize = BATCH_SIZE } = inbox;
    return {
      timeout: consumerTimeoutSeconds,
      events: [
        {
          sqs: {
            arn: arnOf(`${pascal(name)}Inbox`),
            batchSize: consumerBatchSize,
            ...(consumerWindowSeconds === undefined ? {} : { maximumBatchingWindow: consumerWindowSeconds }),
            functionResponseType: 'ReportBatchItemFailures',
          },
        },
      ],
      // A message that cannot be processed is moved without waiting for its retries.
      iamRoleStatements: [allow('sqs:SendMessage', arnOf(`${pascal(name)}InboxDeadLetters`))],
    };
  },
  schedule: (_service, _file, schedule) => ({
    events: [
      {
        eventBridge: { schedule, retryPolicy: SCHEDULE_RETRIES, deadLetterQueueArn: arnOf('FailuresQueue') },
      },
    ],
  }),
};

function streamingTable(file, tables) {
  const streaming = Object.keys(tables).filter((name) => tables[name].stream);
  if (streaming.length !== 1)
    throw new Error(
      `${file}: a stream needs exactly one table with "stream: true" in resources/tables.yml, not ${streaming.length}`,
    );
  return `${pascal(streaming[0])}Table`;
}

/** Republishing reads stored events. least-roles.cjs limits the events to those of the service's contracts. */
function publishing({ stage }, table) {
  return [
    allow('dynamodb:Query', arnOf(table)),
    allow('events:PutEvents', {
      'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/tradepost-${stage}`,
    }),
  ];
}

function allow(Action, Resource) {
  return { Effect: 'Allow', Action, Resource };
}

function arnOf(logicalId) {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}
