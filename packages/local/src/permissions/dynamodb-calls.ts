import { type Account, type AwsCall, toArn } from '@tradepost/compiled-service/roles/aws-call';

type Input = {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName?: string }>>[];
};

/**
 * Returns the calls that the caller of a DynamoDB operation must be allowed; undefined if the operation is unknown. Reading
 * an index requires the index, not its table; a transaction requires the permissions of its operations.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export function dynamodbCalls(operation: string, input: Input, account: Account): AwsCall[] | undefined {
  const on = (action: string, tableName = '', indexName?: string): AwsCall => ({
    action: `dynamodb:${action}`,
    resource: `${toArn('dynamodb', account, 'table/', tableName)}${indexName === undefined ? '' : `/index/${indexName}`}`,
  });
  if (OF_A_TABLE.has(operation)) return [on(operation, input.TableName)];
  if (OF_AN_INDEX.has(operation)) return [on(operation, input.TableName, input.IndexName)];
  if (BATCHES.has(operation))
    return Object.keys(input.RequestItems ?? {}).map((table) => on(operation, table));
  if (!TRANSACTIONS.has(operation)) return undefined;
  return (input.TransactItems ?? []).flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => on(`${kind}Item`, TableName)),
  );
}

const OF_A_TABLE = new Set(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'DescribeTable']);
const OF_AN_INDEX = new Set(['Query', 'Scan']);
const BATCHES = new Set(['BatchGetItem', 'BatchWriteItem']);
/** Consist of `Get`, `Put`, `Update`, `Delete` and `ConditionCheck`, whose permissions end with `Item`. */
const TRANSACTIONS = new Set(['TransactGetItems', 'TransactWriteItems']);
