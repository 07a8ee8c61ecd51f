import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeadLetterMessage, sortKeyOf, toDeadLetterMessage } from '../domain/dead-letter-message.ts';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MAX_MESSAGES = 10;
/** SQS cannot list messages. They are received, which hides them from other readers, and then made visible again. */
const MAX_MESSAGES_PER_QUEUE = 200;
const MAX_QUEUE_PAGES = 5;
/** Long polling asks all of SQS's servers; short polling may miss some messages. */
const WAIT_SECONDS = 1;
/** Maximum time for reading a queue; messages that are not read by then are left out. */
const MAX_READ_MS = 8_000;
/** `list` makes messages visible after it has read the queues. If that fails, they stay hidden for this time. */
const LIST_SECONDS = 10;
/** Longer than the time-out of functions that act on messages (29 s), so that no other invocation acts on them. */
const RECEIVE_SECONDS = 30;

/**
 * The dead-letter messages of a stage. They stay in their queues until an operator acts on them. Each receive increments
 * the receive count of a message, which has no effect, because a dead-letter queue has no dead-letter queue of its own.
 */
export type DeadLetterQueues = {
  /** Lists all messages, or those of one queue, oldest first in each queue, and makes them visible again. */
  readonly list: (queue?: string) => Promise<readonly DeadLetterMessage[]>;
  /** Receives messages. Those that match stay hidden from other readers for up to 30 seconds; the others are visible again. */
  readonly receive: (
    queue: string | undefined,
    matches: (message: DeadLetterMessage) => boolean,
  ) => Promise<readonly DeadLetterMessage[]>;
  /** Like `receive`, for one message. Stops reading when it is found. */
  readonly receiveOne: (id: string) => Promise<DeadLetterMessage | undefined>;
  /** Makes messages visible again. If that fails for one, it stays hidden until its visibility time-out ends. */
  readonly resetVisibility: (messages: readonly DeadLetterMessage[]) => Promise<void>;
  readonly remove: (message: DeadLetterMessage) => Promise<void>;
};

type ReadOptions = {
  readonly hideSeconds: number;
  readonly isLast?: (message: DeadLetterMessage) => boolean;
};

type Timing = {
  readonly nowMs?: () => number;
  /** Time for which a receive waits for a message. */
  readonly waitSeconds?: number;
};

export function createDeadLetterQueues(
  client: SQSClient,
  stage: string,
  { nowMs = Date.now, waitSeconds = WAIT_SECONDS }: Timing = {},
): DeadLetterQueues {
  const prefix = `tradepost-${stage}-`;
  const resetVisibility = async (messages: readonly DeadLetterMessage[]): Promise<void> => {
    const byQueue = Map.groupBy(messages, ({ queueUrl }) => queueUrl);
    await Promise.all([...byQueue].map(([queueUrl, group]) => makeVisible(client, queueUrl, group)));
  };
  const read = async (
    queue: string | undefined,
    options: ReadOptions,
  ): Promise<readonly DeadLetterMessage[]> => {
    const urls = await urlsOf(client, prefix);
    const wanted = urls.filter((url) => queue === undefined || url.endsWith(`/${prefix}${queue}`));
    const messages: DeadLetterMessage[] = [];
    const outcomes = await Promise.allSettled(
      wanted.map((url) =>
        receiveAll(client, url, prefix, {
          ...options,
          nowMs,
          waitSeconds,
          onReceived: (found) => messages.push(...found),
        }),
      ),
    );
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed !== undefined) {
      await resetVisibility(messages);
      throw (failed as PromiseRejectedResult).reason;
    }
    // SQS may deliver a message twice.
    const distinct = [...new Map(messages.map((message) => [message.id, message])).values()];
    return distinct.toSorted((one, other) => (sortKeyOf(one) < sortKeyOf(other) ? -1 : 1));
  };
  const receive: DeadLetterQueues['receive'] = async (queue, matches) => {
    const messages = await read(queue, { hideSeconds: RECEIVE_SECONDS });
    await resetVisibility(messages.filter((message) => !matches(message)));
    return messages.filter(matches);
  };
  return {
    resetVisibility,
    receive,
    list: async (queue) => {
      const messages = await read(queue, { hideSeconds: LIST_SECONDS });
      await resetVisibility(messages);
      return messages;
    },
    receiveOne: async (id) => {
      const isWanted = (message: DeadLetterMessage) => message.id === id;
      const messages = await read(id.split('.')[0], { hideSeconds: RECEIVE_SECONDS, isLast: isWanted });
      await resetVisibility(messages.filter((message) => !isWanted(message)));
      return messages.find(isWanted);
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
async function makeVisible(
  client: SQSClient,
  queueUrl: string,
  messages: readonly DeadLetterMessage[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(messages.length / MAX_MESSAGES) }, (_none, index) =>
    messages.slice(index * MAX_MESSAGES, (index + 1) * MAX_MESSAGES),
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

/** Passes messages to `onReceived` after each request, so that they can be made visible again if a later request fails. */
async function receiveAll(
  client: SQSClient,
  queueUrl: string,
  prefix: string,
  options: ReadOptions & {
    readonly nowMs: () => number;
    readonly waitSeconds: number;
    readonly onReceived: (messages: readonly DeadLetterMessage[]) => void;
  },
): Promise<void> {
  const { hideSeconds, isLast = () => false, nowMs, waitSeconds, onReceived } = options;
  const queue = (queueUrl.split('/').at(-1) ?? '').slice(prefix.length);
  const endMs = nowMs() + MAX_READ_MS;
  let count = 0;
  while (count < MAX_MESSAGES_PER_QUEUE && nowMs() < endMs) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: MAX_MESSAGES,
        VisibilityTimeout: hideSeconds,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const messages = Messages.map((message) => describe(message, queue, queueUrl));
    onReceived(messages);
    count += messages.length;
    if (messages.length === 0 || messages.some(isLast)) return;
  }
}

function describe(message: Message, queue: string, queueUrl: string): DeadLetterMessage {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes = {} } = message;
  return toDeadLetterMessage({
    ...{ queue, queueUrl, messageId: MessageId, receiptHandle: ReceiptHandle, body: Body },
    sentMs: Number(Attributes?.SentTimestamp ?? 0),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  });
}
