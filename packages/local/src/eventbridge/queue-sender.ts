import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { CallSqs } from '../engines/call-sqs.ts';
import type { SendOptions, SendToQueue } from './targets.ts';

export type QueueSenderConfig = {
  readonly callSqs: CallSqs;
  /** Throws if the queue does not exist. */
  readonly queueUrlOf: (queueArn: string) => string;
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_BATCH_ENTRIES = 10;
const MAX_BATCH_BYTES = 1024 * 1024;

type Waiting = {
  readonly body: string;
  readonly options: SendOptions;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

/**
 * Creates a function that sends to SQS queues. Messages for one queue that are sent together, or during a call to it, are
 * batched into one call, in order. Each promise resolves when SQS has accepted its message and rejects with SQS's error.
 */
export function createQueueSender({ callSqs, queueUrlOf }: QueueSenderConfig): SendToQueue {
  const waiting = new Map<string, Waiting[]>();

  async function drain(queueArn: string, list: Waiting[]): Promise<void> {
    // Wait one turn of the event loop, so that messages sent in the same turn are batched.
    await new Promise(setImmediate);
    while (list.length > 0) {
      const batch = takeBatch(list);
      try {
        await sendBatch(queueUrlOf(queueArn), batch);
      } catch (error) {
        for (const one of batch) one.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
    waiting.delete(queueArn);
  }

  async function sendBatch(queueUrl: string, batch: readonly Waiting[]): Promise<void> {
    const { Failed = [] } = await callSqs('SendMessageBatch', {
      QueueUrl: queueUrl,
      Entries: batch.map(entryOf),
    });
    const failed = new Map(Failed.map((failure) => [failure.Id, failure]));
    for (const [index, one] of batch.entries()) {
      const failure = failed.get(String(index));
      if (!failure) one.resolve();
      else
        one.reject(
          Object.assign(new Error(failure.Message ?? 'SQS refused the message'), { name: failure.Code }),
        );
    }
  }

  return (queueArn, body, options = {}) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(options));
      const one = { body, options, bytes, resolve, reject };
      const list = waiting.get(queueArn);
      if (list) {
        list.push(one);
        return;
      }
      const fresh = [one];
      waiting.set(queueArn, fresh);
      drain(queueArn, fresh).catch(reject);
    });
}

/** Removes the messages for one call from the front: at least one, whatever its size. */
function takeBatch(list: Waiting[]): Waiting[] {
  let bytes = 0;
  let count = 0;
  for (const one of list) {
    bytes += one.bytes;
    if (count === MAX_BATCH_ENTRIES || (count > 0 && bytes > MAX_BATCH_BYTES)) break;
    count += 1;
  }
  return list.splice(0, count);
}

function entryOf({ body, options }: Waiting, index: number): SendMessageBatchRequestEntry {
  const attributes = Object.entries(options.messageAttributes ?? {});
  return {
    Id: String(index),
    MessageBody: body,
    ...(options.messageGroupId !== undefined && { MessageGroupId: options.messageGroupId }),
    ...(attributes.length > 0 && {
      MessageAttributes: Object.fromEntries(
        attributes.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
      ),
    }),
  };
}
