import { answerOfLagging } from './lagging-reads.ts';

const LAGGING = new Set(['jars']);
const answerTo = (operation: string, input: object) => {
  const answer = answerOfLagging(
    `DynamoDB_20120810.${operation}`,
    Buffer.from(JSON.stringify(input)),
    LAGGING,
  );
  return answer && (JSON.parse(answer.body) as unknown);
};

describe('a read of a lagging table', () => {
  it.each([
    ['GetItem', { TableName: 'jars' }, {}],
    ['Query', { TableName: 'jars', ConsistentRead: false }, { Items: [], Count: 0, ScannedCount: 0 }],
    ['BatchGetItem', { RequestItems: { jars: { Keys: [] } } }, { Responses: {}, UnprocessedKeys: {} }],
  ])('finds nothing without strong consistency: %s', (operation, input, output) => {
    expect(answerTo(operation, input)).toEqual(output);
  });

  it.each([
    ['GetItem', { TableName: 'jars', ConsistentRead: true }],
    ['Query', { TableName: 'jars', IndexName: 'by-coins' }],
    ['Query', { TableName: 'boxes' }],
    ['BatchGetItem', { RequestItems: { jars: { ConsistentRead: true } } }],
    ['PutItem', { TableName: 'jars' }],
  ])('is answered by the table otherwise: %s %j', (operation, input) => {
    expect(answerTo(operation, input)).toBeUndefined();
  });
});
