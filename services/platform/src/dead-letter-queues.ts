import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { describeLetter, type Letter } from './describe-letter.ts';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_MESSAGES = 10;
/** SQS cannot list messages. They are received, which hides them from other readers, and then released. */
const MAX_LETTERS_PER_QUEUE = 200;
const MAX_QUEUE_PAGES = 5;
/** Long polling asks all of SQS's servers; short polling may miss some messages. */
const WAIT_SECONDS = 1;
/** Maximum time for reading a queue; messages that are not read by then are left out. */
const MAX_READ_MS = 8_000;
/** `list` releases messages after it has read the queues. If that fails, they stay hidden for this time. */
const LISTED_SECONDS = 10;
/** Longer than the time-out of functions that act on messages (29 s), so that no other invocation acts on them. */
const TAKEN_SECONDS = 30;

/**
 * The dead-letter messages of a stage. They stay in their queues until an operator acts on them. Each receive increments
 * the receive count of a message, which has no effect, because a dead-letter queue has no dead-letter queue of its own.
 */
export type DeadLetterQueues = {
  /** Lists all messages, or those of one queue, oldest first in each queue, and releases them. */
  readonly list: (queue?: string) => Promise<readonly Letter[]>;
  /** Receives messages and keeps those that match hidden from other readers for up to 30 seconds. Releases the others. */
  readonly take: (
    queue: string | undefined,
    wants: (letter: Letter) => boolean,
  ) => Promise<readonly Letter[]>;
  /** Like `take`, for one message. Stops reading when it is found. */
  readonly takeOne: (id: string) => Promise<Letter | undefined>;
  /** Releases messages. A message that cannot be released stays hidden until its visibility time-out ends. */
  readonly giveBack: (letters: readonly Letter[]) => Promise<void>;
  readonly remove: (letter: Letter) => Promise<void>;
};

type Reading = { readonly hideSeconds: number; readonly isLast?: (letter: Letter) => boolean };

export function createDeadLetterQueues(
  client: SQSClient,
  stage: string,
  nowMs: () => number = Date.now,
): DeadLetterQueues {
  const prefix = `tradepost-${stage}-`;
  const giveBack = async (letters: readonly Letter[]): Promise<void> => {
    const byQueue = Map.groupBy(letters, ({ queueUrl }) => queueUrl);
    await Promise.all([...byQueue].map(([queueUrl, group]) => release(client, queueUrl, group)));
  };
  const read = async (queue: string | undefined, reading: Reading): Promise<readonly Letter[]> => {
    const urls = await urlsOf(client, prefix);
    const wanted = urls.filter((url) => queue === undefined || url.endsWith(`/${prefix}${queue}`));
    const letters: Letter[] = [];
    const outcomes = await Promise.allSettled(
      wanted.map((url) =>
        receiveAll(client, url, prefix, { ...reading, nowMs, onReceived: (found) => letters.push(...found) }),
      ),
    );
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed !== undefined) {
      await giveBack(letters);
      throw (failed as PromiseRejectedResult).reason;
    }
    // SQS may deliver a message twice.
    const distinct = [...new Map(letters.map((letter) => [letter.id, letter])).values()];
    return distinct.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  };
  const take: DeadLetterQueues['take'] = async (queue, wants) => {
    const letters = await read(queue, { hideSeconds: TAKEN_SECONDS });
    await giveBack(letters.filter((letter) => !wants(letter)));
    return letters.filter(wants);
  };
  return {
    giveBack,
    take,
    list: async (queue) => {
      const letters = await read(queue, { hideSeconds: LISTED_SECONDS });
      await giveBack(letters);
      return letters;
    },
    takeOne: async (id) => {
      const isWanted = (letter: Letter) => letter.id === id;
      const letters = await read(id.split('.')[0], { hideSeconds: TAKEN_SECONDS, isLast: isWanted });
      await giveBack(letters.filter((letter) => !isWanted(letter)));
      return letters.find(isWanted);
    },
    remove: async ({ queueUrl, receiptHandle }) => {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }));
    },
  };
}

/**
 * Makes messages visible again, ten in one request. SQS reports failures of single messages in its response: such a message
 * is visible already, or will be.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html
 */
async function release(client: SQSClient, queueUrl: string, letters: readonly Letter[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(letters.length / MAX_MESSAGES) }, (_none, index) =>
    letters.slice(index * MAX_MESSAGES, (index + 1) * MAX_MESSAGES),
  );
  await Promise.all(
    batches.map((batch) =>
      client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: batch.map(({ receiptHandle }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 0,
          })),
        }),
      ),
    ),
  );
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

/** Passes messages to `onReceived` after each request, so that they can be released if a later request fails. */
async function receiveAll(
  client: SQSClient,
  queueUrl: string,
  prefix: string,
  options: Reading & {
    readonly nowMs: () => number;
    readonly onReceived: (letters: readonly Letter[]) => void;
  },
): Promise<void> {
  const { hideSeconds, isLast = () => false, nowMs, onReceived } = options;
  const queue = (queueUrl.split('/').at(-1) ?? '').slice(prefix.length);
  const endMs = nowMs() + MAX_READ_MS;
  let count = 0;
  while (count < MAX_LETTERS_PER_QUEUE && nowMs() < endMs) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: hideSeconds,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const letters = Messages.map((message) => toLetter(message, queue, queueUrl));
    onReceived(letters);
    count += letters.length;
    if (letters.length === 0 || letters.some(isLast)) return;
  }
}

/** Sort key of a dead-letter message in the list of all. */
export function placeOf({ queue, sentAt, messageId }: Letter): string {
  return `${queue}#${sentAt}#${messageId}`;
}

/** True if a text has the form of `placeOf`. */
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
