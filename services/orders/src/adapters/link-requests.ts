import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { toCloudEvent } from '@tradepost/contracts/cloud-event';
import { requestOrderLink } from '@tradepost/contracts/orders/commands';

export type LinkRequest = {
  readonly emailHash: string;
  readonly orderId?: string | undefined;
  readonly correlationId: string;
  /** RFC 3339. */
  readonly at: string;
};

/** Sends the command `RequestOrderLink` to the service's own inbox. */
export type SendLinkRequest = (request: LinkRequest) => Promise<void>;

/** @param queueUrl URL of the inbox `commands` */
export function createSendLinkRequest(client: Pick<SQSClient, 'send'>, queueUrl: string): SendLinkRequest {
  return async ({ emailHash, orderId, correlationId, at }) => {
    const command = toCloudEvent(
      requestOrderLink,
      { emailHash, ...(orderId === undefined ? {} : { orderId }) },
      {
        id: `${correlationId}/${requestOrderLink.type}`,
        source: 'tradepost.orders',
        subject: emailHash,
        time: at,
        correlationId,
      },
    );
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(command) }));
  };
}
