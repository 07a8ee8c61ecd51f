import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { toCloudEvent } from '@tradepost/contracts/cloud-event';
import { claimOrder } from '@tradepost/contracts/orders/commands';

export type OrderClaim = {
  readonly orderId: string;
  readonly customerId: string;
  readonly emailHash: string;
  readonly correlationId: string;
  /** RFC 3339. */
  readonly at: string;
};

/** Sends the command `ClaimOrder` to the inbox of orders. */
export type SendOrderClaim = (claim: OrderClaim) => Promise<void>;

/** @param queueName name of the inbox: orders is deployed after this service, so its URL is not known then */
export function createSendOrderClaim(client: Pick<SQSClient, 'send'>, queueName: string): SendOrderClaim {
  let known: Promise<string> | undefined;
  const findUrl = async () => {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queueName }));
    return QueueUrl ?? '';
  };
  const urlOf = () => {
    known ??= findUrl().catch((error: unknown) => {
      // A failure is not kept: the next claim tries again.
      known = undefined;
      throw error;
    });
    return known;
  };
  return async ({ correlationId, at, ...data }) => {
    const command = toCloudEvent(claimOrder, data, {
      id: `${correlationId}/${claimOrder.type}/${data.orderId}`,
      source: 'tradepost.customers',
      subject: data.orderId,
      time: at,
      correlationId,
    });
    await client.send(
      new SendMessageCommand({ QueueUrl: await urlOf(), MessageBody: JSON.stringify(command) }),
    );
  };
}
