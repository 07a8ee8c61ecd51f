import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { putIf } from './put-if.ts';
import { putIfAbsent } from './put-if-absent.ts';
import { putIfNewer } from './put-if-newer.ts';
import { lidsTable } from './tables.spec-kit.ts';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ tables: [lidsTable] });
});
afterAll(() => db.stop());

const itemOf = async (pk: string) =>
  (await db.documents.send(new GetCommand({ TableName: 'lids', Key: { pk }, ConsistentRead: true }))).Item;

describe('putIf', () => {
  const paint = (pk: string, colour: string, condition: string) =>
    putIf(db.documents, { TableName: 'lids', Item: { pk, colour }, ConditionExpression: condition });

  it('writes the item if the condition holds', async () => {
    expect(await paint('painted', 'red', 'attribute_not_exists(pk)')).toBe(true);
    expect(await itemOf('painted')).toEqual({ pk: 'painted', colour: 'red' });
  });

  it('leaves the stored item if the condition fails', async () => {
    await paint('repainted', 'red', 'attribute_not_exists(pk)');
    expect(await paint('repainted', 'blue', 'attribute_not_exists(colour)')).toBe(false);
    expect(await itemOf('repainted')).toEqual({ pk: 'repainted', colour: 'red' });
  });

  it('throws other errors', async () => {
    await expect(paint('misspelt', 'red', 'no condition')).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('putIfNewer', () => {
  const save = (pk: string, version: number, note: string) =>
    putIfNewer(db.documents, 'lids', { pk, version, note });

  it('writes the first version, whichever it is', async () => {
    expect(await save('first', 7, 'a')).toBe(true);
    expect(await itemOf('first')).toEqual({ pk: 'first', version: 7, note: 'a' });
  });

  it('replaces an older version', async () => {
    await save('replaced', 9, 'a');
    expect(await save('replaced', 10, 'b')).toBe(true);
    expect(await itemOf('replaced')).toEqual({ pk: 'replaced', version: 10, note: 'b' });
  });

  it.each([
    ['same', 1],
    ['older', 0],
  ])('ignores the %s version', async (name, version) => {
    await save(name, 1, 'a');
    expect(await save(name, version, 'b')).toBe(false);
    expect(await itemOf(name)).toEqual({ pk: name, version: 1, note: 'a' });
  });
});

describe('putIfAbsent', () => {
  it('writes an item whose key is free', async () => {
    expect(await putIfAbsent(db.documents, 'lids', { pk: 'free', colour: 'red' })).toBeUndefined();
    expect(await itemOf('free')).toEqual({ pk: 'free', colour: 'red' });
  });

  it('returns the stored item as plain values, and leaves it', async () => {
    const stored = { pk: 'taken', colour: 'red', sizes: [1, 2.5], tags: new Set(['a']) };
    await putIfAbsent(db.documents, 'lids', stored);
    expect(await putIfAbsent(db.documents, 'lids', { pk: 'taken', colour: 'blue' })).toEqual(stored);
    expect(await itemOf('taken')).toEqual(stored);
  });

  it('lets one of 20 concurrent writers write', async () => {
    const writers = Array.from({ length: 20 }, (_none, writer) => writer);
    const found = await Promise.all(
      writers.map((writer) => putIfAbsent(db.documents, 'lids', { pk: 'contested', writer })),
    );
    expect(found.filter((item) => item === undefined)).toHaveLength(1);
    const winner = found.indexOf(undefined);
    expect(await itemOf('contested')).toEqual({ pk: 'contested', writer: winner });
  });
});
