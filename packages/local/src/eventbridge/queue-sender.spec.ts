import type { SendMessageBatchRequest } from '@aws-sdk/client-sqs';
import type { CallSqs } from '../engines/call-sqs.ts';
import { createQueueSender } from './queue-sender.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:inbox';

function open(answer: (input: SendMessageBatchRequest) => unknown = () => ({})) {
  const calls: SendMessageBatchRequest[] = [];
  const callSqs = (async (_action: string, input: SendMessageBatchRequest) => {
    calls.push(input);
    return answer(input);
  }) as CallSqs;
  return {
    calls,
    send: createQueueSender({ callSqs, queueUrlOf: (arn) => `http://x/${arn.split(':').at(-1)}` }),
  };
}

describe('createQueueSender', () => {
  it('sends messages in order, ten per call', async () => {
    const { calls, send } = open();
    await Promise.all(Array.from({ length: 23 }, (_, index) => send(QUEUE, `m${index}`)));
    expect(calls.map(({ Entries }) => Entries?.length)).toEqual([10, 10, 3]);
    expect(calls.flatMap(({ Entries }) => Entries?.map((entry) => entry.MessageBody))).toEqual(
      Array.from({ length: 23 }, (_, index) => `m${index}`),
    );
    expect(calls[0]?.QueueUrl).toBe('http://x/inbox');
  });

  it('limits a call to 1 MiB', async () => {
    const { calls, send } = open();
    await Promise.all(Array.from({ length: 3 }, () => send(QUEUE, 'x'.repeat(400 * 1024))));
    expect(calls.map(({ Entries }) => Entries?.length)).toEqual([2, 1]);
  });

  it('sends the group and the attributes', async () => {
    const { calls, send } = open();
    await send(QUEUE, 'a', { messageGroupId: 'g', messageAttributes: { WHY: 'so' } });
    expect(calls[0]?.Entries).toEqual([
      {
        Id: '0',
        MessageBody: 'a',
        MessageGroupId: 'g',
        MessageAttributes: { WHY: { DataType: 'String', StringValue: 'so' } },
      },
    ]);
  });
});

describe('createQueueSender with a failing SQS', () => {
  it('rejects only the messages that SQS refused, with the code', async () => {
    const { send } = open(() => ({ Failed: [{ Id: '1', Code: 'InvalidMessageContents', Message: 'bad' }] }));
    const results = await Promise.allSettled([send(QUEUE, 'a'), send(QUEUE, 'b')]);
    expect(results).toEqual([
      { status: 'fulfilled', value: undefined },
      {
        status: 'rejected',
        reason: expect.objectContaining({ name: 'InvalidMessageContents', message: 'bad' }),
      },
    ]);
  });

  it('rejects all messages of a failed call, and sends the next ones', async () => {
    let down = true;
    const { send } = open(() => {
      if (down) throw new Error('down');
      return {};
    });
    await expect(Promise.all([send(QUEUE, 'a'), send(QUEUE, 'b')])).rejects.toThrow('down');
    down = false;
    await expect(send(QUEUE, 'c')).resolves.toBeUndefined();
  });
});
