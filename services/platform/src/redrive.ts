import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Delivery, redelivery } from './deliveries.ts';
import type { Letter } from './describe-letter.ts';
import type { EventBus } from './event-bus.ts';
import { type BatchInfo, readStreamBatch } from './stream-batch.ts';

export type RedriveConfig = {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly streams: DynamoDBStreamsClient;
  readonly eventBus: Pick<EventBus, 'findRule'>;
  readonly handOver: (deliveries: readonly Delivery[]) => Promise<void>;
};

/** A letter that cannot go back, with words why. */
export class NotRedriven extends Error {
  override readonly name = 'NotRedriven';
}

/**
 * Sends a letter back to where it came from: a message to its inbox, what a rule could not deliver to the rule's
 * target, records of a stream to the function that gave them up. Whoever gets it has to do with a message that comes
 * twice, since the letter is removed only after this.
 *
 * @throws NotRedriven where the rule or the records are no longer there, or the function gives the records up again
 */
export function createRedrive(config: RedriveConfig): (letter: Letter) => Promise<void> {
  return async (letter) => {
    if (letter.kind === 'records') return redriveRecords(letter, config);
    if (letter.kind === 'delivery') return redriveDelivery(letter, config);
    const QueueUrl = letter.queueUrl.replace(/-dlq$/, '');
    if (QueueUrl === letter.queueUrl) throw new NotRedriven('no inbox has this queue for its dead letters');
    await config.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: letter.body }));
  };
}

/** The rule says, as it is now, in which words its target gets the event. */
async function redriveDelivery(
  { ruleName = '', targetArn = '', body }: Letter,
  { eventBus, handOver }: RedriveConfig,
): Promise<void> {
  const rule = await eventBus.findRule(ruleName);
  const delivery = rule && redelivery(rule, targetArn, body);
  if (delivery === undefined)
    throw new NotRedriven(
      'the rule is gone or switched off, or no longer has this queue or workflow for a target',
    );
  await handOver([delivery]);
}

async function redriveRecords({ body }: Letter, { lambda, streams }: RedriveConfig): Promise<void> {
  const { DDBStreamBatchInfo: batch, requestContext } = JSON.parse(body) as {
    readonly DDBStreamBatchInfo: BatchInfo;
    readonly requestContext: { readonly functionArn: string };
  };
  const Records = await readStreamBatch(streams, batch);
  if (Records.length === 0)
    throw new NotRedriven('the records are no longer in the stream, which keeps a day');
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: requestContext.functionArn.replace(/:\$LATEST$/, ''),
      Payload: JSON.stringify({ Records }),
    }),
  );
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || 'null') as {
    readonly batchItemFailures?: readonly unknown[];
  } | null;
  if (FunctionError !== undefined || (answer?.batchItemFailures ?? []).length > 0) {
    throw new NotRedriven('the function gave the records up again');
  }
}
