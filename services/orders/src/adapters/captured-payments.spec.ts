import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCapturedPayments } from './captured-payments.ts';

describe('has', () => {
  it('reads each time, with strong consistency', async () => {
    const reads: unknown[] = [];
    const send = async ({ input }: { readonly input: unknown }) => {
      reads.push(input);
      return reads.length > 1 ? { Item: { pk: 'captured#pay_1' } } : {};
    };
    const payments = createCapturedPayments({
      client: { send } as unknown as DynamoDBDocumentClient,
      tableName: 'views',
    });
    expect([await payments.has('pay_1'), await payments.has('pay_1')]).toEqual([false, true]);
    expect(reads).toMatchObject([{ ConsistentRead: true }, { ConsistentRead: true }]);
  });
});

describe('save', () => {
  it('fails if the payment was not written', async () => {
    const send = async () => {
      throw new Error('throttled');
    };
    const payments = createCapturedPayments({
      client: { send } as unknown as DynamoDBDocumentClient,
      tableName: 'views',
    });
    await expect(payments.save('pay_1')).rejects.toThrow('throttled');
  });
});
