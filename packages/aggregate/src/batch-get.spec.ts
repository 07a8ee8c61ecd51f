import type { BatchGetCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';

const keys = [
  { pk: 'sku#A', sk: 'claim' },
  { pk: 'sku#B', sk: 'claim' },
  { pk: 'sku#C', sk: 'claim' },
];

/** A table that gets to so many items of each request: an engine on a laptop always gets to all of them. */
function clientThatReads(itemsPerRequest: number) {
  const requests: string[][] = [];
  const send = async ({ input }: { input: BatchGetCommandInput }) => {
    const asked = input.RequestItems?.['a-table']?.Keys ?? [];
    requests.push(asked.map((key) => key['pk'] as string));
    return {
      Responses: { 'a-table': asked.slice(0, itemsPerRequest) },
      UnprocessedKeys:
        asked.length > itemsPerRequest ? { 'a-table': { Keys: asked.slice(itemsPerRequest) } } : {},
    };
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, requests };
}

// Without chance there is no waiting between attempts.
const { random } = Math;
beforeAll(() => {
  Math.random = () => 0;
});
afterAll(() => {
  Math.random = random;
});

describe('When DynamoDB gets to some of the items only', () => {
  it('asks for the rest again, until it has them all', async () => {
    const { client, requests } = clientThatReads(1);
    expect(await batchGet(client, 'a-table', keys, { attributes: ['pk'] })).toEqual(keys);
    expect(requests).toEqual([['sku#A', 'sku#B', 'sku#C'], ['sku#B', 'sku#C'], ['sku#C']]);
  });

  it('gives up after eight requests, and says so', async () => {
    const { client, requests } = clientThatReads(0);
    await expect(batchGet(client, 'a-table', keys, { attributes: ['pk'] })).rejects.toMatchObject({
      code: 'TOO_MUCH_CONTENTION',
    });
    expect(requests).toHaveLength(8);
  });
});

describe('When nothing is asked for', () => {
  it('reads nothing', async () => {
    const { client, requests } = clientThatReads(0);
    expect(await batchGet(client, 'a-table', [], { attributes: ['pk'] })).toEqual([]);
    expect(requests).toEqual([]);
  });
});

describe('When there are more keys than one request takes', () => {
  it('asks for a hundred at a time', async () => {
    const many = Array.from({ length: 250 }, (_none, index) => ({ pk: `sku#${index}` }));
    const { client, requests } = clientThatReads(100);
    expect(await batchGet(client, 'a-table', many)).toEqual(many);
    expect(requests.map((keysOfOne) => keysOfOne.length)).toEqual([100, 100, 50]);
  });
});
