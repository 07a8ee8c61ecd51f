import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '@tradepost/aggregate/store';
import { tea } from '../domain/product.spec-kit.ts';
import type { ProductEvent, ProductState } from '../domain/product.ts';
import { createProductsTable } from './products-table.ts';

/** Its transaction has four items, in this order: the product, its slug, its two SKUs. */
const creation: Commit<ProductState, ProductEvent> = {
  expectedVersion: -1,
  events: [{ type: 'ProductCreated', at: tea.createdAt, product: tea }],
  state: tea,
  metadata: { at: tea.createdAt, actor: 'shop-1', correlationId: 'correlation-1' },
};

/** A table whose transactions are cancelled with each of these lists of reasons in turn, and then succeed. */
function tableThatCancels(cancellations: readonly (readonly string[])[]) {
  let requests = 0;
  const send = async () => {
    const reasons = cancellations[requests];
    requests += 1;
    if (reasons === undefined) return {};
    throw new TransactionCanceledException({
      message: 'cancelled',
      $metadata: {},
      CancellationReasons: reasons.map((Code) => ({ Code })),
    });
  };
  const client = { send } as unknown as DynamoDBDocumentClient;
  return {
    products: createProductsTable({ client, tableName: 'a-table', now: () => tea.createdAt }),
    requests: () => requests,
  };
}

// With a jitter of 0 there is no wait between attempts.
const { random } = Math;
beforeAll(() => {
  Math.random = () => 0;
});
afterAll(() => {
  Math.random = random;
});

describe('a commit that conflicts with another transaction', () => {
  it('is retried', async () => {
    const { products, requests } = tableThatCancels([
      ['None', 'TransactionConflict', 'None', 'None'],
      ['TransactionConflict', 'None', 'None', 'ThrottlingError'],
    ]);
    await products.commit(tea.id, creation);
    expect(requests()).toBe(3);
  });

  it('is retried if a claim is taken, because the product itself may have it', async () => {
    const { products, requests } = tableThatCancels([
      ['TransactionConflict', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None'],
      ['ConditionalCheckFailed', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None'],
    ]);
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(requests()).toBe(2);
  });

  it('fails with TOO_MUCH_CONTENTION after its last attempt', async () => {
    const { products, requests } = tableThatCancels(
      Array.from({ length: 100 }, () => ['TransactionConflict']),
    );
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
    expect(requests()).toBeLessThan(100);
  });
});

describe('a commit whose condition fails', () => {
  it.each([
    [
      'condition of the slug',
      ['None', 'ConditionalCheckFailed', 'None', 'None'],
      { kind: 'slug', value: 'assam' },
    ],
    [
      'condition of a SKU',
      ['None', 'None', 'None', 'ConditionalCheckFailed'],
      { kind: 'sku', value: 'ASSAM-500' },
    ],
    [
      'condition of a SKU, with a conflict on another item',
      ['None', 'TransactionConflict', 'ConditionalCheckFailed', 'None'],
      { kind: 'sku', value: 'ASSAM-100' },
    ],
  ])('throws ClaimTakenError with the claim, without a retry: %s', async (_what, reasons, claim) => {
    const { products, requests } = tableThatCancels([reasons]);
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ name: 'ClaimTakenError', claim });
    expect(requests()).toBe(1);
  });

  it('throws VERSION_CONFLICT if the condition of the product fails, whatever its claims', async () => {
    const { products } = tableThatCancels([
      ['ConditionalCheckFailed', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None'],
    ]);
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

describe('a commit that DynamoDB refuses as invalid', () => {
  it('throws the error without a retry', async () => {
    const { products, requests } = tableThatCancels([['ValidationError', 'None', 'None', 'None']]);
    await expect(products.commit(tea.id, creation)).rejects.toThrow(TransactionCanceledException);
    expect(requests()).toBe(1);
  });
});
