import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { authorizePayment } from '@tradepost/contracts/payments/commands';
import { toContext } from '@tradepost/testing/context';
import { toMessage } from '@tradepost/testing/messages';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { handler } from './payment-commands.ts';

const command = toMessage(
  authorizePayment,
  {
    paymentId: 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    amount: { amountMinor: 5_000, currency: 'GBP' },
    sealedToken: '4242 4242 4242 4242',
  },
  { id: 'ord_1/0/0/AuthorizePayment', source: 'tradepost.orders', subject: 'pay_1' },
);
const context = toContext('tradepost-dev-payments-commands');

const deadLetters: { MessageBody: string; MessageAttributes: { Reason: { StringValue: string } } }[] = [];
let queue: Server;
let output: string;

/** An HTTP server in place of the dead-letter queue. It answers SendMessage, the only SQS request made here. */
beforeAll(async () => {
  queue = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const message = JSON.parse(Buffer.concat(chunks).toString()) as (typeof deadLetters)[number];
    deadLetters.push(message);
    const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ MessageId: '1', MD5OfMessageBody }));
  });
  await new Promise<void>((resolve) => queue.listen(0, '127.0.0.1', resolve));
  const { port } = queue.address() as AddressInfo;
  Object.assign(process.env, {
    ...sdkEnvironment({ SQS: { endpoint: `http://127.0.0.1:${port}` } }),
    COMMANDS_DEAD_LETTERS_URL: `http://127.0.0.1:${port}/000000000000/dead-letters`,
  });
});

afterAll(() => new Promise((resolve) => queue.close(resolve)));

beforeEach(() => {
  output = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    });
  }
});

afterEach(() => jest.restoreAllMocks());

describe('a command with a card number in place of a sealed token', () => {
  it('is rejected when invoked directly, with an error that does not repeat the number', async () => {
    const fault = await handler(command, context).then(
      () => undefined,
      (error: Error & { code?: string }) => error,
    );
    expect(fault).toMatchObject({
      name: 'ValidationError',
      code: 'VALIDATION_FAILED',
      message: '#/data/sealedToken must be sealed text: s1.<key id>.<base64url>',
    });
    expect(JSON.stringify({ ...fault, stack: fault?.stack })).not.toMatch(/4242/);
    expect(output).not.toMatch(/4242/);
  });

  it('is moved from the inbox to the dead-letter queue as it came, and is not logged', async () => {
    const event = toSqsEvent([command]);
    await expect(handler(event, context)).resolves.toEqual({ batchItemFailures: [] });
    expect(deadLetters).toHaveLength(1);
    const [deadLetter] = deadLetters;
    expect(deadLetter?.MessageBody).toBe(event.Records[0]?.body);
    expect(JSON.parse(deadLetter?.MessageBody ?? '')).toMatchObject({
      data: { sealedToken: '4242 4242 4242 4242' },
    });
    expect(deadLetter?.MessageAttributes.Reason.StringValue).toBe(
      '#/data/sealedToken must be sealed text: s1.<key id>.<base64url>',
    );
    expect(JSON.stringify(deadLetter?.MessageAttributes)).not.toMatch(/4242/);
    expect(output).toMatch(/message moved to the dead-letter queue/);
    expect(output).not.toMatch(/4242/);
  });
});
