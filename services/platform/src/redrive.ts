import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Letter } from './describe-letter.ts';
import { type BatchInfo, readStreamBatch } from './stream-batch.ts';

export type RedriveClients = {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly workflows: SFNClient;
  readonly streams: DynamoDBStreamsClient;
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
 * @throws NotRedriven where the records are no longer in the stream, or the function gives them up again
 */
export function createRedrive(clients: RedriveClients): (letter: Letter) => Promise<void> {
  return async (letter) => {
    if (letter.kind === 'records') return redriveRecords(letter, clients);
    if (letter.kind === 'delivery') return redriveDelivery(letter, clients);
    const QueueUrl = letter.queueUrl.replace(/-dlq$/, '');
    if (QueueUrl === letter.queueUrl) throw new NotRedriven('no inbox has this queue for its dead letters');
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: letter.body }));
  };
}

/** All our rules hand over the CloudEvent in `detail`, but those with a transformer: they say it in other words. */
async function redriveDelivery(letter: Letter, { sqs, workflows }: RedriveClients): Promise<void> {
  const { targetArn = '', body, queueUrl } = letter;
  const [, , service, , , name = ''] = targetArn.split(':');
  const { detail } = JSON.parse(body) as { readonly detail?: { readonly type?: string } };
  const message = JSON.stringify(detail ?? {});
  if (service === 'states') {
    await workflows.send(new StartExecutionCommand({ stateMachineArn: targetArn, input: message }));
  } else if (service === 'sqs' && !name.endsWith('-commands')) {
    const QueueUrl = queueUrl.replace(/[^/]+$/, name);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: message }));
  } else {
    throw new NotRedriven('the target takes another form of the event: replay it to the rule');
  }
}

async function redriveRecords({ body }: Letter, { lambda, streams }: RedriveClients): Promise<void> {
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
