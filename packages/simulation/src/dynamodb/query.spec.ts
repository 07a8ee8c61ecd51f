import { createDynamodb } from './dynamodb.ts';
import type { Input } from './plain.ts';
import { NO_TABLE_FAULTS } from './table-faults.ts';

const TableName = 'table';
const schema = { name: TableName, hash: 'pk', range: 'sk', indexes: {}, hasStream: false };

/** @param cuts where each page of a query ends, by the number of items that it could have */
function given(cuts: (items: number) => number | undefined, textLength = 1) {
  const { execute } = createDynamodb({
    schemas: [schema],
    nowMs: () => 0,
    faults: { ...NO_TABLE_FAULTS, pageEnd: (_call, items) => cuts(items) },
  });
  for (let sk = 1; sk <= 6; sk += 1) {
    const Item = { pk: { S: 'p' }, sk: { N: String(sk) }, text: { S: 'x'.repeat(textLength) } };
    execute('PutItem', { TableName, Item });
  }
  const pages = (input: Input): readonly (readonly number[])[] => {
    const found: number[][] = [];
    let from: unknown;
    do {
      const { Items, LastEvaluatedKey }: Input = execute('Query', {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'p' }, ...input['ExpressionAttributeValues'] },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        ...input,
      });
      found.push(Items.map(({ sk }: Input) => Number(sk.N)));
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  };
  return pages;
}

describe('a page of a query', () => {
  it('may end before its limit, and the next one begins after it', () => {
    expect(given(() => 2)({ Limit: 5 })).toEqual([[1, 2], [3, 4], [5, 6], []]);
  });

  it('may have a last key although nothing follows', () => {
    expect(given((items) => (items > 0 ? items : undefined))({})).toEqual([[1, 2, 3, 4, 5, 6], []]);
    expect(given(() => undefined)({})).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(given(() => undefined)({ Limit: 6 })).toEqual([[1, 2, 3, 4, 5, 6], []]);
  });

  it('ends at 1 MB', () => {
    expect(given(() => undefined, 400_000)({})).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });
});
