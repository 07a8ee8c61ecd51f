/**
 * Creates the event with which Lambda passes messages of a queue. Message ids are `message-1`, `message-2` and so on.
 *
 * @param messages objects, which become JSON, or bodies as they are
 * @param receiveCount number of receives of each message, including this one
 */
export function toSqsEvent(messages: readonly (object | string)[], receiveCount = 1) {
  return {
    Records: messages.map((message, index) => ({
      messageId: `message-${index + 1}`,
      receiptHandle: `receipt-${index + 1}`,
      body: typeof message === 'string' ? message : JSON.stringify(message),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: '1767225600000',
        SenderId: 'a-sender',
        ApproximateFirstReceiveTimestamp: '1767225600001',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:an-inbox',
      awsRegion: 'us-east-1',
    })),
  };
}
