import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AT, cause, jar } from './aggregate-store.spec-kit.ts';
import { createStateStore } from './state-store.ts';

const storeThatFailsWith = (error: Error) =>
  createStateStore({
    client: { send: () => Promise.reject(error) } as unknown as DynamoDBDocumentClient,
    tableName: 'jars',
    aggregate: jar,
  });

const commit = { expectedVersion: 3, events: [], state: jar.initial, metadata: { ...cause, at: AT } };

describe('a write to an item in another transaction', () => {
  it('fails with a ConflictError, so that the command is repeated', async () => {
    const busy = new TransactionConflictException({ message: 'ongoing', $metadata: {} });
    await expect(storeThatFailsWith(busy).commit('jar-1', commit)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: 'jar jar-1 is no longer at version 3',
      cause: busy,
    });
  });
});

describe('a write that fails with another error', () => {
  it('throws the error', async () => {
    const error = new Error('no network');
    await expect(storeThatFailsWith(error).commit('jar-1', commit)).rejects.toBe(error);
  });
});
