import type { Changes } from './plant.spec-kit.ts';

/** Plants for the rules about what a stack keeps, names and traces: see `PLANTS`. */
export const STACK_PLANTS: readonly (readonly [string, string, Changes])[] = [
  [
    'table-deletion-protection',
    'inventory/StockTable',
    { 'StockTable.Properties.DeletionProtectionEnabled': false },
  ],
  ['state-deletion', 'platform/EventArchive', { 'EventArchive.DeletionPolicy': 'Retain' }],
  ['failed-creation-leaves-no-name', 'orders/EventsTable', { 'EventsTable.DeletionPolicy': 'Retain' }],
  [
    'failed-creation-can-be-deleted',
    'platform/StaffPool',
    { StaffPool: { Type: 'AWS::Cognito::UserPool', Properties: { DeletionProtection: 'ACTIVE' } } },
  ],
  [
    'traced-with-its-stage',
    'catalog/CreateProductLambdaFunction',
    { 'CreateProductLambdaFunction.Properties.TracingConfig': undefined },
  ],
  [
    'traces-allowed',
    'orders/FulfilOrderRole',
    { 'FulfilOrder.Properties.TracingConfiguration.Enabled': false },
  ],
  [
    'traces-sampled',
    'orders/FulfilOrder',
    { 'FulfilOrder.Properties.StateMachineName': 'prod-tradepost-orders-fulfil-order' },
  ],
  [
    'name-fits',
    'catalog/CreateProductLambdaFunction',
    {
      'CreateProductLambdaFunction.Properties.FunctionName':
        'tradepost-prod-catalog-create-product-that-belongs-to-somebody',
    },
  ],
  [
    'name-unique',
    'catalog/CreateProductLambdaFunction',
    { 'CreateProductLambdaFunction.Properties.FunctionName': 'tradepost-prod-catalog-update-product' },
  ],
];
