import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, type LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { QueueDoesNotExist, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EventBridgeEvent } from '@tradepost/event-rules/event-bridge-event';
import type { DeadLetterMessage } from '../domain/dead-letter-message.ts';
import { matchesRule, redelivery } from '../domain/deliveries.ts';
import { Mismatch, NotRedriven } from '../domain/not-redriven.ts';
import { toStreamRecords } from '../domain/stream-records.ts';
import type { Deliver } from './deliver.ts';
import type { EventBridge } from './event-bridge.ts';
import { type BatchInfo, readStreamBatch, StreamBusy } from './stream-batch.ts';

export type RedriveConfig = {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly streams: DynamoDBStreamsClient;
  readonly eventBridge: Pick<EventBridge, 'findRule'>;
  readonly deliver: Deliver;
};

/**
 * Redrives a dead-letter message: a message to its inbox, an event that a rule could not deliver to the rule's target,
 * records of a stream to the function that failed on them. The destination depends on the queue and on the deployed
 * resources. A name in the message is only compared with them, because any principal that may write to the queue can
 * forge it. The receiver may get a message twice, because the message is removed only after this.
 *
 * @throws Mismatch if the message names what does not belong to its queue
 * @throws NotRedriven if its rule, inbox or records are gone, the stream is busy, or the function fails on the records
 *   again
 */
export type Redrive = (message: DeadLetterMessage) => Promise<void>;

export function createRedrive(config: RedriveConfig): Redrive {
  return async (message) => {
    if (message.kind === 'records') return redriveRecords(message, config).catch(notWhileBusy);
    if (message.kind === 'delivery') return redriveDelivery(message, config);
    return redriveMessage(message, config);
  };
}

function notWhileBusy(error: unknown): never {
  throw error instanceof StreamBusy ? new NotRedriven(error.message) : error;
}

async function redriveMessage(
  { queueUrl, source, body }: DeadLetterMessage,
  { sqs }: RedriveConfig,
): Promise<void> {
  const inboxUrl = queueUrl.replace(/-dlq$/, '');
  if (inboxUrl === queueUrl) throw new NotRedriven('no inbox has this queue as its dead-letter queue');
  if (source !== undefined && lastOf(source, ':') !== lastOf(inboxUrl, '/'))
    throw new Mismatch(`the attribute Source must name the inbox of its dead-letter queue`);
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl: inboxUrl, MessageBody: body }));
  } catch (error) {
    if (error instanceof QueueDoesNotExist) throw new NotRedriven('the inbox does not exist any more');
    throw error;
  }
}

/** Applies the pattern and input transformer that the rule has now. */
async function redriveDelivery(
  message: DeadLetterMessage,
  { eventBridge, deliver }: RedriveConfig,
): Promise<void> {
  const { ruleArn = '', targetArn = '', body, queueUrl } = message;
  const rule = await eventBridge.findRule(lastOf(ruleArn, '/'));
  if (rule === undefined) throw new NotRedriven('the rule does not exist any more, or it is disabled');
  if (rule.arn !== ruleArn) throw new Mismatch('the attribute RULE_ARN must name a rule of the event bus');
  const target = rule.targets.find(({ arn }) => arn === targetArn);
  if (target === undefined) throw new NotRedriven('the rule does not have this target any more');
  if (lastOf(target.deadLetterArn ?? '', ':') !== lastOf(queueUrl, '/'))
    throw new Mismatch('the rule must have this queue as the dead-letter queue of its target');
  const event = parse(body) as EventBridgeEvent;
  if (!matchesRule(rule, event)) throw new Mismatch("the rule's pattern must match the event");
  const delivery = redelivery(rule, targetArn, event);
  if (delivery === undefined)
    throw new NotRedriven('the target of the rule is neither a queue nor a state machine');
  await deliver([delivery]);
}

async function redriveRecords(message: DeadLetterMessage, { lambda, streams }: RedriveConfig): Promise<void> {
  const { functionName, streamArn, read } = failureOf(message, streams);
  const FunctionName = await mappedFunction({ functionName, streamArn, queueUrl: message.queueUrl }, lambda);
  const Records = await read();
  if (Records.length === 0)
    throw new NotRedriven('the records are no longer in the stream, which keeps them for 24 hours');
  // The function then reports every failure, instead of sending the record to its failures queue again.
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify({ Records, isRedrive: true }) }),
  );
  const answer = parse(Buffer.from(Payload ?? []).toString()) as {
    readonly batchItemFailures?: readonly unknown[];
  };
  if (FunctionError !== undefined || (answer.batchItemFailures ?? []).length > 0) {
    throw new NotRedriven('the function failed on the records again');
  }
}

type StreamFailure = {
  readonly functionName: string;
  readonly streamArn: string;
  readonly read: () => Promise<readonly object[]>;
};

/**
 * A message of a function contains the records, and is trusted because only functions of the service may send to its
 * failures queue. A message about a batch that Lambda discarded has only its position in the stream.
 */
function failureOf({ body, source }: DeadLetterMessage, streams: DynamoDBStreamsClient): StreamFailure {
  const sent = toStreamRecords(parse(body));
  if (sent !== undefined) {
    if (source === undefined) throw new Mismatch('the attribute Source must name a function');
    const { streamArn, records } = sent;
    return { functionName: source, streamArn, read: async () => records };
  }
  const { DDBStreamBatchInfo, requestContext } = parse(body) as {
    readonly DDBStreamBatchInfo?: BatchInfo;
    readonly requestContext?: { readonly functionArn?: unknown };
  };
  const { functionArn } = Object(requestContext) as { readonly functionArn?: unknown };
  if (DDBStreamBatchInfo === undefined || typeof functionArn !== 'string')
    throw new Mismatch('requestContext.functionArn must name a function');
  const { streamArn } = DDBStreamBatchInfo;
  return {
    functionName: nameOf(functionArn),
    streamArn,
    read: () => readStreamBatch(streams, DDBStreamBatchInfo),
  };
}

/**
 * Returns the function of the event source mapping that reads this stream and sends failed batches to this queue.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
async function mappedFunction(
  named: { readonly functionName: string; readonly streamArn: string; readonly queueUrl: string },
  lambda: LambdaClient,
): Promise<string> {
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ EventSourceArn: named.streamArn }),
  );
  const ofFunction = EventSourceMappings.filter(
    ({ FunctionArn, EventSourceArn }) =>
      nameOf(FunctionArn) === named.functionName && EventSourceArn === named.streamArn,
  );
  if (ofFunction.length === 0)
    throw new Mismatch('the function must have an event source mapping of the stream that the batch names');
  const mapping = ofFunction.find(
    ({ DestinationConfig }) =>
      lastOf(DestinationConfig?.OnFailure?.Destination ?? '', ':') === lastOf(named.queueUrl, '/'),
  );
  if (mapping?.FunctionArn === undefined)
    throw new Mismatch('the event source mapping must have this queue as its on-failure destination');
  return mapping.FunctionArn;
}

/** The name in `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, which a version or alias may follow. */
function nameOf(functionArn = ''): string {
  return functionArn.split(':')[6] ?? '';
}

function lastOf(text: string, separator: string): string {
  return text.split(separator).at(-1) ?? '';
}

/** An empty object if it is not a JSON object. */
function parse(text: string): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}
