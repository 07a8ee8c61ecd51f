import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describeLetter, type Letter } from './describe-letter.ts';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_MESSAGES = 10;
/** What is looked at of one queue at once: SQS has no list, so that a look means to take all, and to give it back. */
const MAX_LETTERS_PER_QUEUE = 200;
const MAX_QUEUE_PAGES = 5;
/** Long polling asks all of SQS's servers; a short one may pass over some messages. */
const WAIT_SECONDS = 1;
/** Whoever looks at the same moment does not see what is in hand here. It is given back as soon as it was read. */
const IN_HAND_SECONDS = 60;

/** The dead letters of a stage, which stay in their queues until somebody has acted. */
export type DeadLetterQueues = {
  /** All letters, or those of one queue, oldest first in each queue. */
  readonly list: (queue?: string) => Promise<readonly Letter[]>;
  /** Takes letters in hand, so that nobody else acts on them for a minute; gives the others back. */
  readonly take: (
    queue: string | undefined,
    wants: (letter: Letter) => boolean,
  ) => Promise<readonly Letter[]>;
  readonly giveBack: (letters: readonly Letter[]) => Promise<void>;
  readonly remove: (letter: Letter) => Promise<void>;
};

export function createDeadLetterQueues(client: SQSClient, stage: string): DeadLetterQueues {
  const prefix = `tradepost-${stage}-`;
  const giveBack = async (letters: readonly Letter[]): Promise<void> => {
    await Promise.all(
      letters.map(({ queueUrl, receiptHandle }) =>
        client.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: queueUrl,
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 0,
          }),
        ),
      ),
    );
  };
  const read = async (queue: string | undefined): Promise<readonly Letter[]> => {
    const urls = await urlsOf(client, prefix);
    const wanted = urls.filter((url) => queue === undefined || url.endsWith(`/${prefix}${queue}`));
    const found = await Promise.all(wanted.map((url) => receiveAll(client, url, prefix)));
    return found.flat();
  };
  return {
    giveBack,
    list: async (queue) => {
      const letters = await read(queue);
      await giveBack(letters);
      return letters;
    },
    take: async (queue, wants) => {
      const letters = await read(queue);
      await giveBack(letters.filter((letter) => !wants(letter)));
      return letters.filter(wants);
    },
    remove: async ({ queueUrl, receiptHandle }) => {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }));
    },
  };
}

async function urlsOf(client: SQSClient, prefix: string): Promise<readonly string[]> {
  const urls: string[] = [];
  let NextToken: string | undefined;
  for (let page = 1; page <= MAX_QUEUE_PAGES; page += 1) {
    const answer = await client.send(
      new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 1_000, ...(NextToken && { NextToken }) }),
    );
    urls.push(...(answer.QueueUrls ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return urls.filter((url) => /-(dlq|failures)$/.test(url)).toSorted();
}

async function receiveAll(client: SQSClient, queueUrl: string, prefix: string): Promise<readonly Letter[]> {
  const queue = (queueUrl.split('/').at(-1) ?? '').slice(prefix.length);
  const letters: Letter[] = [];
  while (letters.length < MAX_LETTERS_PER_QUEUE) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: IN_HAND_SECONDS,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    if (Messages.length === 0) break;
    letters.push(...Messages.map((message) => toLetter(message, queue, queueUrl)));
  }
  return letters.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** The place of a dead-letter message in the list of all. */
export function placeOf({ queue, sentAt, messageId }: Letter): string {
  return `${queue}#${sentAt}#${messageId}`;
}

/** Whether a text has the form that `placeOf` gives. */
export function isPlaceOfLetter(text: string): boolean {
  return /^[a-z0-9-]+#[\dT:.Z-]+#[\w-]*$/.test(text);
}

function toLetter(message: Message, queue: string, queueUrl: string): Letter {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes = {} } = message;
  return describeLetter({
    ...{ queue, queueUrl, messageId: MessageId, receiptHandle: ReceiptHandle, body: Body },
    sentMs: Number(Attributes?.SentTimestamp ?? 0),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  });
}
