import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export type DeadLetter = {
  readonly queue: string;
  readonly reason: string | undefined;
  readonly body: string;
};

const DEAD_LETTERS = /-(dlq|failures)$/;
const MAX_PER_RECEIVE = 10;
const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Counts the messages in all queues except dead-letter queues. */
export async function countWaiting(sqs: SQSClient): Promise<number> {
  const urls = (await listQueues(sqs)).filter((url) => !DEAD_LETTERS.test(url));
  const counts = await Promise.all(urls.map((url) => countIn(sqs, url)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Redrives the dead-letter messages of every inbox, as an operator does after a repair. Messages with the attribute
 * `Reason` can never be processed and stay; so do those in `failures` queues, which have no inbox.
 *
 * @returns the number of redriven messages
 */
export async function redrive(sqs: SQSClient): Promise<number> {
  let count = 0;
  for (const url of (await listQueues(sqs)).filter((each) => each.endsWith('-dlq'))) {
    for (const { Body, ReceiptHandle, MessageAttributes } of await receiveAll(sqs, url)) {
      if (MessageAttributes?.['Reason'] !== undefined) continue;
      await sqs.send(new SendMessageCommand({ QueueUrl: url.replace(/-dlq$/, ''), MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      count += 1;
    }
  }
  return count;
}

/** Returns all dead-letter messages without removing them. */
export async function listDeadLetters(sqs: SQSClient): Promise<DeadLetter[]> {
  const deadLetters: DeadLetter[] = [];
  for (const url of (await listQueues(sqs)).filter((each) => DEAD_LETTERS.test(each))) {
    for (const { Body = '', MessageAttributes } of await receiveAll(sqs, url)) {
      const reason = MessageAttributes?.['Reason']?.StringValue;
      deadLetters.push({ queue: url.split('/').at(-1) ?? url, reason, body: Body });
    }
  }
  return deadLetters;
}

async function listQueues(sqs: SQSClient): Promise<string[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  return QueueUrls;
}

async function countIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Received messages stay invisible for a moment, so that each is received once. */
async function receiveAll(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: MAX_PER_RECEIVE,
        VisibilityTimeout: HIDDEN_SECONDS,
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return all;
    all.push(...Messages);
  }
}

const HIDDEN_SECONDS = 5;
