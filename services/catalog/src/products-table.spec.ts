import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '@tradepost/aggregate/store';
import { tea } from './domain/product.spec-fixture.ts';
import type { ProductEvent, ProductState } from './domain/product.ts';
import { createProductsTable } from './products-table.ts';

/** The product comes first, then its slug, then its two SKUs. */
const creation: Commit<ProductState, ProductEvent> = {
  expectedVersion: -1,
  events: [{ type: 'ProductCreated', at: tea.createdAt, product: tea }],
  state: tea,
  metadata: { at: tea.createdAt, actor: 'shop-1', correlationId: 'correlation-1' },
};

/** A table whose transactions are cancelled for these reasons, one after the other, and then go through. */
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
  return { products: createProductsTable({ client, tableName: 'a-table' }), requests: () => requests };
}

// Without chance there is no waiting between attempts.
const { random } = Math;
beforeAll(() => {
  Math.random = () => 0;
});
afterAll(() => {
  Math.random = random;
});

describe('When another transaction is at the same items', () => {
  it('writes again', async () => {
    const { products, requests } = tableThatCancels([
      ['None', 'TransactionConflict', 'None', 'None'],
      ['TransactionConflict', 'None', 'None', 'ThrottlingError'],
    ]);
    await products.commit(tea.id, creation);
    expect(requests()).toBe(3);
  });

  it('gives up in the end', async () => {
    const { products, requests } = tableThatCancels(
      Array.from({ length: 100 }, () => ['TransactionConflict']),
    );
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ code: 'TOO_MUCH_CONTENTION' });
    expect(requests()).toBeLessThan(100);
  });
});

describe('When a condition does not hold', () => {
  it.each([
    ['the slug’s', ['None', 'ConditionalCheckFailed', 'None', 'None'], { kind: 'slug', value: 'assam' }],
    ['a SKU’s', ['None', 'None', 'None', 'ConditionalCheckFailed'], { kind: 'sku', value: 'ASSAM-500' }],
    [
      'a SKU’s, and another item is being written',
      ['None', 'TransactionConflict', 'ConditionalCheckFailed', 'None'],
      { kind: 'sku', value: 'ASSAM-100' },
    ],
  ])('names the claim at once: %s', async (_what, reasons, claim) => {
    const { products, requests } = tableThatCancels([reasons]);
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ name: 'ClaimTakenError', claim });
    expect(requests()).toBe(1);
  });

  it('is a conflict where it is the product’s own, whatever its claims say', async () => {
    const { products } = tableThatCancels([
      ['ConditionalCheckFailed', 'ConditionalCheckFailed', 'ConditionalCheckFailed', 'None'],
    ]);
    await expect(products.commit(tea.id, creation)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

describe('When a transaction cannot be carried out at all', () => {
  it('is a fault, and not tried again', async () => {
    const { products, requests } = tableThatCancels([['ValidationError', 'None', 'None', 'None']]);
    await expect(products.commit(tea.id, creation)).rejects.toThrow(TransactionCanceledException);
    expect(requests()).toBe(1);
  });
});
