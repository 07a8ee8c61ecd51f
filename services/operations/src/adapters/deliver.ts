import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Redelivery } from '../domain/deliveries.ts';

/** Maximum number of concurrent deliveries. */
const MAX_CONCURRENT = 10;

export type DeliverClients = { readonly sqs: SQSClient; readonly workflows: SFNClient };

/**
 * Sends deliveries to their targets, oldest first.
 *
 * @throws if a delivery fails; earlier batches were delivered then
 */
export type Deliver = (deliveries: readonly Redelivery[]) => Promise<void>;

export function createDeliver(clients: DeliverClients): Deliver {
  return async (deliveries) => {
    const urls = new Map<string, string>();
    for (const { kind, targetArn } of deliveries)
      if (kind === 'queue' && !urls.has(targetArn)) urls.set(targetArn, await urlOf(targetArn, clients.sqs));
    for (let first = 0; first < deliveries.length; first += MAX_CONCURRENT) {
      const now = deliveries.slice(first, first + MAX_CONCURRENT);
      await Promise.all(now.map((delivery) => send(delivery, urls, clients)));
    }
  };
}

async function urlOf(queueArn: string, sqs: SQSClient): Promise<string> {
  const QueueName = queueArn.split(':').at(-1);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return QueueUrl ?? '';
}

async function send(
  { kind, targetArn, input }: Redelivery,
  urls: ReadonlyMap<string, string>,
  { sqs, workflows }: DeliverClients,
): Promise<void> {
  if (kind === 'queue')
    await sqs.send(new SendMessageCommand({ QueueUrl: urls.get(targetArn), MessageBody: input }));
  else await workflows.send(new StartExecutionCommand({ stateMachineArn: targetArn, input }));
}
