import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createStockTakes, type PlannedTake } from './stock-takes.ts';
import { markerNames } from './take-markers.ts';

const metadata = { at: '2026-01-01T00:00:00.000Z', actor: 'tradepost.orders', correlationId: 'cor-1' };
const OBSOLETE = 8;

/** A take that finds obsolete markers, whose removal fails. */
function takeThatTidies(error: Error): Promise<unknown> {
  const names = Array.from({ length: OBSOLETE }, (_none, place) => markerNames(`res_${place}`, 0).taken);
  const Attributes = { version: 100, ...Object.fromEntries(names.map((name) => [name, 1])) };
  const send = async (command: unknown) => {
    if (!(command instanceof UpdateCommand)) {
      const items = names.map((_name, place) => ({ id: `res_${place}`, version: 5 }));
      return { Responses: { stock: items } };
    }
    if (command.input.UpdateExpression?.startsWith('REMOVE') === true) throw error;
    return { Attributes };
  };
  const takes = createStockTakes({
    client: { send } as unknown as DynamoDBDocumentClient,
    tableName: 'stock',
  });
  const state: PlannedTake['state'] = {
    status: 'taking',
    expiresAt: '2026-01-01T00:30:00.000Z',
    takeBefore: 132,
    updatedAt: metadata.at,
    allocations: [{ sku: 'A', location: 'main', quantity: 1 }],
  };
  return takes.take('res_x', { version: 0, state }, metadata);
}

describe('a take that removes obsolete markers', () => {
  it('happens although a transaction holds the stock: the next take removes them', async () => {
    const conflict = new TransactionConflictException({ message: 'conflict', $metadata: {} });
    await expect(takeThatTidies(conflict)).resolves.toBe('taken');
  });

  it('fails with any other error of the removal, so that it is noticed', async () => {
    await expect(takeThatTidies(new Error('not authorized'))).rejects.toThrow('not authorized');
  });
});
