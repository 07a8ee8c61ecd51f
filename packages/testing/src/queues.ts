import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startMessagingEngine } from '@tradepost/local/engines/messaging-engine';
import { startGuard } from './guard.ts';

/** Maximum of ReceiveMessage. */
const MAX_MESSAGES = 10;

/** Running, empty queues, and a client for them. */
export type Queues = {
  readonly client: SQSClient;
  readonly endpoint: string;
  readonly urlOf: (name: string) => string;
  /** Receives up to ten messages of a queue, with all their attributes. */
  readonly receive: (
    name: string,
  ) => Promise<readonly { readonly body: string; readonly attributes: Record<string, string> }[]>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts SQS on a free local port, without persistence, and creates queues in it. A function with its own client finds the
 * endpoint by `AWS_ENDPOINT_URL_SQS`.
 *
 * @param names names of the queues
 * @param services names of the services. Handlers that run `asFunction` are limited to their roles
 */
export async function startQueues(
  names: readonly string[],
  { services = [] }: { readonly services?: readonly string[] } = {},
): Promise<Queues> {
  const engine = await startMessagingEngine({ region: 'us-east-1' });
  const guard = await startGuard(engine.endpoint, services);
  const client = new SQSClient({
    endpoint: guard.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const urls = new Map<string, string>();
  for (const name of names) {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
    urls.set(name, QueueUrl ?? '');
  }
  const urlOf = (name: string) => urls.get(name) ?? '';
  return {
    client,
    endpoint: guard.endpoint,
    urlOf,
    receive: async (name) => {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(name),
          MaxNumberOfMessages: MAX_MESSAGES,
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(({ Body = '', MessageAttributes = {} }) => ({
        body: Body,
        attributes: Object.fromEntries(
          Object.entries(MessageAttributes).map(([key, { StringValue = '' }]) => [key, StringValue]),
        ),
      }));
    },
    stop: async () => {
      client.destroy();
      await guard.stop();
      await engine.stop();
    },
  };
}
