import type { CallSqs } from '../engines/call-sqs.ts';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
const MAX_PER_DELETE = 10;
const DELETE_ATTEMPTS = 3;

export type SqsDeleteConfig = {
  readonly callSqs: CallSqs;
  readonly queueUrl: string;
  readonly log: (line: string) => void;
};

/**
 * Creates a function that deletes messages by their receipt handles. It never rejects: messages that cannot be deleted are
 * logged and received again, because SQS delivers at least once.
 */
export function createSqsDelete({ callSqs, queueUrl, log }: SqsDeleteConfig) {
  async function removeTen(receiptHandles: readonly string[]): Promise<void> {
    let left = receiptHandles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    let reason = '';
    for (let attempt = 1; attempt <= DELETE_ATTEMPTS && left.length > 0; attempt += 1) {
      try {
        const { Failed = [] } = await callSqs('DeleteMessageBatch', { QueueUrl: queueUrl, Entries: left });
        left = left.filter(({ Id }) => Failed.some((failure) => failure.Id === Id));
        reason = Failed[0]?.Message ?? '';
      } catch (error) {
        reason = String(error);
      }
    }
    if (left.length > 0) log(`${left.length} messages could not be deleted: ${reason}`);
  }

  return async (receiptHandles: readonly string[]): Promise<void> => {
    for (let at = 0; at < receiptHandles.length; at += MAX_PER_DELETE) {
      await removeTen(receiptHandles.slice(at, at + MAX_PER_DELETE));
    }
  };
}
