import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** A table whose items have a partition and a sort key. */
export const jarsTable: CreateTableCommandInput = {
  TableName: 'jars',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

/** A table whose items have a partition key only. */
export const lidsTable: CreateTableCommandInput = {
  TableName: 'lids',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};
