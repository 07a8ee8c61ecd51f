import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Api } from '@tradepost/cli/api/connect';
import { poll } from '@tradepost/command-line/poll';
import { connectAws } from '../audit/cloud-aws.ts';
import { untilAnswered } from './until-answered.ts';

const INBOX = 'tradepost-dev-payments-commands';
const SENT = { withinMs: 120_000, firstPauseMs: 200, longestPauseMs: 1_000 };

/**
 * Captures the payment of a confirmed order as shipping will, by a message to the inbox of payments.
 *
 * @param dataDir the local cloud's data folder: its queues have a new address after each start
 * @returns true if the message was sent; false if the order is not confirmed, or is free
 */
export async function capture(orderId: string, api: Api, dataDir: string): Promise<boolean> {
  const params = { path: { orderId } };
  const order = await untilAnswered(() => api.GET('/v1/orders/{orderId}', { params }));
  if (order?.data?.status !== 'confirmed') return false;
  const { paymentId, total } = order.data;
  // A free order has no payment.
  if (total.amountMinor === 0) return false;
  const message = {
    specversion: '1.0',
    id: `${orderId}/CapturePayment`,
    source: 'tradepost.shipping',
    type: 'CapturePayment',
    subject: paymentId,
    time: new Date().toISOString(),
    correlationid: orderId,
    data: { paymentId },
  };
  const isSent = await poll(() => send(JSON.stringify(message), dataDir), SENT);
  return isSent === true;
}

async function send(body: string, dataDir: string): Promise<true | undefined> {
  try {
    const { sqs, close } = connectAws(dataDir);
    try {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: INBOX }));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
      return true;
    } finally {
      close();
    }
  } catch {
    // The cloud is down or stopping. Sending again is safe: the id is the same.
    return undefined;
  }
}
