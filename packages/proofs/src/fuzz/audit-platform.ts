import { auditShop } from '../audit/audit-shop.ts';
import { connectAws } from '../audit/cloud-aws.ts';
import { listDeadLetters } from '../audit/queues.ts';
import { createShop } from '../e2e/shop.ts';

/**
 * Audits a platform after it was fuzzed; returns its problems: findings of the shop's audit, dead-letter messages, or an
 * order that cannot be placed.
 *
 * @param dataDir data folder of the local cloud
 */
export async function auditPlatform(url: string, dataDir: string): Promise<readonly string[]> {
  const shop = createShop(url);
  try {
    const deadLetters = await deadLettersIn(dataDir);
    const { problems, redriven } = await auditShop(shop.api, dataDir);
    await shop.sell('AFTERWARDS', 1);
    const order = await shop.buy({ sku: 'AFTERWARDS', quantities: [1] });
    return [
      ...deadLetters,
      ...problems,
      ...(redriven > 0 ? [`the requests caused ${redriven} dead-letter messages`] : []),
      ...(order.status === 'confirmed' ? [] : [`an order afterwards is ${order.status}`]),
    ];
  } finally {
    await shop.api.close();
  }
}

async function deadLettersIn(dataDir: string): Promise<readonly string[]> {
  const { sqs, close } = connectAws(dataDir);
  try {
    return (await listDeadLetters(sqs)).map(({ queue, reason }) => `${queue}: ${reason ?? 'given up'}`);
  } finally {
    close();
  }
}
