import type { BatchGetCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import { batchGet } from './batch-get.ts';

const keys = [
  { pk: 'sku#A', sk: 'claim' },
  { pk: 'sku#B', sk: 'claim' },
  { pk: 'sku#C', sk: 'claim' },
];

/** A client that processes only `itemsPerRequest` keys of each request. The local engines always process all. */
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

// Without jitter the retries do not wait.
const { random } = Math;
beforeAll(() => {
  Math.random = () => 0;
});
afterAll(() => {
  Math.random = random;
});

describe('batchGet', () => {
  it('requests unprocessed keys again until it has all items', async () => {
    const { client, requests } = clientThatReads(1);
    expect(await batchGet(client, 'a-table', keys, { attributes: ['pk'] })).toEqual(keys);
    expect(requests).toEqual([['sku#A', 'sku#B', 'sku#C'], ['sku#B', 'sku#C'], ['sku#C']]);
  });

  it('fails with TOO_MUCH_CONTENTION after eight requests', async () => {
    const { client, requests } = clientThatReads(0);
    await expect(batchGet(client, 'a-table', keys, { attributes: ['pk'] })).rejects.toMatchObject({
      code: 'TOO_MUCH_CONTENTION',
    });
    expect(requests).toHaveLength(8);
  });

  it('waits longer before each further request, up to half a second', async () => {
    const delays: unknown[] = [];
    const timer = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, ms: number) => {
      delays.push(ms);
      then();
    }) as typeof setTimeout);
    const random = jest.spyOn(Math, 'random').mockReturnValue(1);
    const { client } = clientThatReads(0);
    await expect(batchGet(client, 'a-table', keys)).rejects.toThrow('were not read in 8 attempts');
    expect(delays).toEqual([40, 80, 160, 320, 500, 500, 500]);
    timer.mockRestore();
    random.mockRestore();
  });

  it('sends no request without keys', async () => {
    const { client, requests } = clientThatReads(0);
    expect(await batchGet(client, 'a-table', [], { attributes: ['pk'] })).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('requests a duplicate key once', async () => {
    const { client, requests } = clientThatReads(100);
    const [first, second] = keys as [object, object];
    const reordered = { sk: 'claim', pk: 'sku#A' };
    const found = await batchGet(client, 'a-table', [first, second, first, reordered] as typeof keys);
    expect(found).toHaveLength(2);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.toSorted()).toEqual(['sku#A', 'sku#B']);
  });

  it('reads 100 keys in one request', async () => {
    const many = Array.from({ length: 250 }, (_none, index) => ({ pk: `sku#${index}` }));
    const { client, requests } = clientThatReads(100);
    expect(await batchGet(client, 'a-table', many)).toEqual(many);
    expect(requests.map((keysOfOne) => keysOfOne.length)).toEqual([100, 100, 50]);
  });

  it('requests unprocessed keys again of each of several requests', async () => {
    const many = Array.from({ length: 250 }, (_none, index) => ({ pk: `sku#${index}` }));
    const { client, requests } = clientThatReads(40);
    const found = await batchGet(client, 'a-table', many);
    expect(new Set(found)).toEqual(new Set(many));
    expect(found).toHaveLength(250);
    expect(requests.map((keysOfOne) => keysOfOne.length).toSorted((one, other) => other - one)).toEqual([
      100, 100, 60, 60, 50, 20, 20, 10,
    ]);
  });
});
