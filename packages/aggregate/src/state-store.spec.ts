import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { evolveJar, metadata, noJar } from './aggregate-store.spec-suite.ts';
import { createStateStore } from './state-store.ts';

const storeThatFailsWith = (error: Error) =>
  createStateStore({
    client: { send: () => Promise.reject(error) } as unknown as DynamoDBDocumentClient,
    tableName: 'jars',
    keyPrefix: 'jar',
    initial: noJar,
    evolve: evolveJar,
    parseState: () => noJar,
  });

const commit = { expectedVersion: 3, events: [], state: noJar, metadata };

describe('When the item is in a transaction of somebody else', () => {
  it('is a conflict, so that the decision is made again on what comes out', async () => {
    const busy = new TransactionConflictException({ message: 'ongoing', $metadata: {} });
    await expect(storeThatFailsWith(busy).commit('jar-1', commit)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: 'jar jar-1 is no longer at version 3',
      cause: busy,
    });
  });
});

describe('When the write fails otherwise', () => {
  it('is a fault', async () => {
    const error = new Error('no network');
    await expect(storeThatFailsWith(error).commit('jar-1', commit)).rejects.toBe(error);
  });
});
