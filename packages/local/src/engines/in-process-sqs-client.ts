import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Fauxqs, SqsStore } from './fauxqs-modules.ts';

type Attributes = Record<string, { BinaryValue?: unknown }>;
type Entry = { MessageAttributes?: Attributes };
type Input = Record<string, unknown> & { readonly QueueUrl?: string; readonly WaitTimeSeconds?: number };
type Command = { readonly input: Input };

/** fauxqs operations by command class. Class names cannot be used: minified code changes them. */
const OPERATIONS = [
  [SendMessageCommand, 'sendMessage'],
  [SendMessageBatchCommand, 'sendMessageBatch'],
  [ReceiveMessageCommand, 'receiveMessage'],
  [DeleteMessageCommand, 'deleteMessage'],
  [DeleteMessageBatchCommand, 'deleteMessageBatch'],
  [ChangeMessageVisibilityCommand, 'changeMessageVisibility'],
  [ChangeMessageVisibilityBatchCommand, 'changeMessageVisibilityBatch'],
  [GetQueueAttributesCommand, 'getQueueAttributes'],
] as const;

/**
 * Creates an SQS client for the queues of this process. It takes the SDK's commands and returns the same output, without
 * HTTP and signatures. It supports the commands in `OPERATIONS`; `send` rejects any other. The `abortSignal` of `send` ends
 * a long poll without receiving a message.
 */
export function createInProcessSqsClient(fauxqs: Fauxqs, store: SqsStore): SQSClient {
  const run = async (operation: string, input: Record<string, unknown>): Promise<unknown> => {
    const action = fauxqs.sqsActions[operation];
    if (action === undefined) throw new Error(`fauxqs has no operation ${operation}`);
    try {
      return await action(withEncodedAttributes(input), store);
    } catch (error) {
      throw asServiceException(error);
    }
  };

  const receive = async (input: Input, signal: AbortSignal | undefined): Promise<unknown> => {
    const immediate = { ...input, WaitTimeSeconds: 0 };
    const first = (await run('receiveMessage', immediate)) as { Messages?: Entry[] };
    const queue = store.getQueue(input.QueueUrl ?? '');
    if (first.Messages !== undefined || !input.WaitTimeSeconds || queue === undefined)
      return withDecodedAttributes(first);
    await orAborted(queue.waitForMessages(input.WaitTimeSeconds), signal);
    return withDecodedAttributes((await run('receiveMessage', immediate)) as { Messages?: Entry[] });
  };

  const client = {
    send: async (command: Command, options?: { abortSignal?: AbortSignal }): Promise<unknown> => {
      const operation = operationOf(command);
      return operation === 'receiveMessage'
        ? receive(command.input, options?.abortSignal)
        : run(operation, command.input);
    },
    destroy: () => undefined,
  };
  return client as unknown as SQSClient;
}

function operationOf(command: Command): (typeof OPERATIONS)[number][1] {
  const [, operation] = OPERATIONS.find(([type]) => command instanceof type) ?? [];
  if (operation === undefined)
    throw new Error(`The in-process SQS client does not support ${command.constructor.name}`);
  return operation;
}

function orAborted(waiting: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return waiting;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    void waiting.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}

/** Encodes binary attributes: queues keep them in Base64, as over HTTP, and callers of the SDK pass bytes. */
function withEncodedAttributes(input: Record<string, unknown>): Record<string, unknown> {
  const encoded = { ...input, ...encodeAttributes(input as Entry) };
  const entries = input['Entries'] as Entry[] | undefined;
  return entries === undefined
    ? encoded
    : { ...encoded, Entries: entries.map((entry) => ({ ...entry, ...encodeAttributes(entry) })) };
}

function encodeAttributes({ MessageAttributes }: Entry): Entry {
  return mapBinary(MessageAttributes, (value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

function withDecodedAttributes(output: { Messages?: Entry[] }): unknown {
  const decode = (value: unknown): unknown =>
    typeof value === 'string' ? Buffer.from(value, 'base64') : value;
  return {
    ...output,
    ...(output.Messages === undefined
      ? {}
      : {
          Messages: output.Messages.map((each) => ({
            ...each,
            ...mapBinary(each.MessageAttributes, decode),
          })),
        }),
  };
}

function mapBinary(attributes: Attributes | undefined, convert: (value: unknown) => unknown): Entry {
  if (attributes === undefined) return {};
  return {
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        value.BinaryValue === undefined ? value : { ...value, BinaryValue: convert(value.BinaryValue) },
      ]),
    ),
  };
}

/** Returns the error that the SDK would throw, with its code as the name. */
function asServiceException(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return Object.assign(new Error(error.message), { name: String(error.code), $fault: 'client' });
}
