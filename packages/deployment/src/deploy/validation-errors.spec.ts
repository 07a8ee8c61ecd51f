import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { fakeClient } from '../aws/aws-client.spec-kit.ts';
import { readValidationErrors } from './validation-errors.ts';

const START = new Date('2026-11-29T12:00:00Z');
const conflict = {
  EventType: 'VALIDATION_ERROR',
  Timestamp: new Date('2026-11-29T12:00:05Z'),
  LogicalResourceId: 'OrdersTable',
  ResourceType: 'AWS::DynamoDB::Table',
  ValidationStatusReason: "Resource of type 'AWS::DynamoDB::Table' with identifier 'orders' already exists.",
  ValidationPath: '/Resources/OrdersTable',
};

describe('readValidationErrors', () => {
  it('returns the errors of this deployment, of all pages', async () => {
    const pages: Record<string, object> = {
      first: {
        OperationEvents: [conflict, { ...conflict, EventType: 'PROVISIONING_ERROR' }],
        NextToken: 'second',
      },
      second: {
        OperationEvents: [
          { ...conflict, Timestamp: new Date('2026-11-28T12:00:00Z') },
          { ...conflict, LogicalResourceId: 'Inbox', ValidationPath: undefined },
        ],
      },
    };
    const client = fakeClient<CloudFormationClient>({
      DescribeEvents: ({ NextToken = 'first' }: { NextToken?: string }) => pages[NextToken],
    });
    expect(await readValidationErrors(client, 'tradepost-dev-orders', START)).toEqual([
      "OrdersTable (AWS::DynamoDB::Table): Resource of type 'AWS::DynamoDB::Table' with identifier 'orders' already exists. /Resources/OrdersTable",
      "Inbox (AWS::DynamoDB::Table): Resource of type 'AWS::DynamoDB::Table' with identifier 'orders' already exists.",
    ]);
  });
});
