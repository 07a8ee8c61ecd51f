import type { UnusedPermission } from './find-faults.ts';

const ANY_QUEUE =
  'Each operation receives messages of every dead-letter queue, and makes those visible again that it does not need. The tests do not combine each operation with each kind of queue.';
const NO_CODE_DEPLOY =
  'The local cloud has no CodeDeploy; check-version.spec.ts compares the calls with the documentation of AWS.';
const NO_IAM =
  'The local cloud has no IAM; audit-roles.int.spec.ts and the rehearsal make the calls to an emulator that checks no permissions.';

const NO_TAGS =
  'API Gateway needs these permissions for a key that is created with tags; the local cloud checks one permission for each call.';
const ONLY_AFTER_FAULT =
  'The call repairs a fault that a spec causes in a function that it calls without its role.';
const READ_BY_ANOTHER =
  'The functions of a thread of the local cloud share a value that is read once, and another function reads it first.';
const FIRST_REQUEST =
  'The first request of a customer creates the profile and its keys, whichever function gets it. The functions of a thread share what was read once.';

const AFTER_WAITING =
  'The workflow waits twenty minutes and more before this call; privacy.e2e.spec.ts makes it in its place.';
const ONLY_ON_REQUEST =
  'An operator publishes the events of an aggregate again; republish.e2e.spec.ts does so for other services.';

/** Permissions that no test uses, each with its reason. */
export const unusedPermissions: readonly UnusedPermission[] = [
  ...(
    [
      ['secretsmanager:GetSecretValue', '*'],
      ['kms:*', '*'],
      ['dynamodb:*', '*table/tradepost-dev-customers-subject-keys'],
    ] as const
  ).map(([action, resource]) => ({
    role: 'carts/*IamRoleLambdaExecution',
    action,
    resource,
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  })),
  {
    role: 'carts/*IamRoleLambdaExecution',
    action: 'lambda:InvokeFunction',
    resource: '*function:tradepost-dev-inventory-commands',
    reason:
      'Every change of a cart in its checkout changes, extends or releases what the cart holds. The tests do not make each change in a checkout.',
    mayBeUsed: true,
  },
  {
    role: 'carts/CreateGuestCartIamRoleLambdaExecution',
    action: 'dynamodb:GetItem',
    resource: '*table/tradepost-dev-carts-carts',
    reason: 'The cart has a new id. It is read only after a write that was interrupted.',
  },
  ...['carts/*-carts-carts', 'pricing/*-pricing-terms', 'shipping/*-shipping-methods'].map((each) => {
    const [service = '', table = ''] = each.split('/');
    return {
      role: `${service}/PublishEventsIamRoleLambdaExecution`,
      action: 'dynamodb:Query',
      resource: table,
      reason: ONLY_ON_REQUEST,
      mayBeUsed: true,
    };
  }),
  {
    role: 'pricing/CalculateTaxesIamRoleLambdaExecution',
    action: 'secretsmanager:GetSecretValue',
    resource: '*',
    reason: 'The local cloud has no tax engine; calculate-taxes.int.spec.ts starts one.',
  },
  ...['pricing', 'payments'].map((service) => ({
    role: `${service}/Create*IamRoleLambdaExecution`,
    action: 'secretsmanager:GetSecretValue',
    resource: '*',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  })),
  ...['kms:*', 'dynamodb:*'].map((action) => ({
    role: 'orders/GetInvoiceDetailsIamRoleLambdaExecution',
    action,
    resource: action === 'kms:*' ? '*' : '*table/tradepost-dev-customers-subject-keys',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  })),
  {
    role: 'customers/ErasePerson*',
    action: 'lambda:InvokeFunction',
    resource: '*',
    reason: AFTER_WAITING,
    mayBeUsed: true,
  },
  {
    role: 'customers/PublishEventsIamRoleLambdaExecution',
    action: 'dynamodb:Query',
    resource: '*table/tradepost-dev-customers-customers',
    reason: ONLY_ON_REQUEST,
  },
  ...['apigateway:PUT', 'apigateway:TagResource'].map((action) => ({
    role: 'catalog/*ApiKeyIamRoleLambdaExecution',
    action,
    resource: '*',
    reason: NO_TAGS,
  })),
  {
    role: 'catalog/IssueApiKeyIamRoleLambdaExecution',
    action: 'apigateway:DELETE',
    resource: '*',
    reason: ONLY_AFTER_FAULT,
  },
  {
    role: 'identity/*PersonAccessIamRoleLambdaExecution',
    action: 'dynamodb:ConditionCheckItem',
    resource: '*',
    reason:
      'A change is conditional on another grant only if it takes identity:write from a person; access.int.spec.ts does so without roles.',
  },
  {
    role: 'catalog/*ApiKey*IamRoleLambdaExecution',
    action: 'apigateway:GET',
    resource: '*/usageplans',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  },
  {
    role: 'identity/*MachineAccessIamRoleLambdaExecution',
    action: 'ssm:GetParameter',
    resource: '*',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  },
  {
    role: 'orders/*OrderIamRoleLambdaExecution',
    action: 'secretsmanager:GetSecretValue',
    resource: '*',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  },
  ...['kms:*', 'dynamodb:*'].map((action) => ({
    role: 'orders/ExportPartIamRoleLambdaExecution',
    action,
    resource: action === 'kms:*' ? '*' : '*table/tradepost-dev-customers-subject-keys',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  })),
  ...['kms:*', 'dynamodb:*'].map((action) => ({
    role: 'orders/*Order*IamRoleLambdaExecution',
    action,
    resource: action === 'kms:*' ? '*' : '*table/tradepost-dev-customers-subject-keys',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  })),
  ...(
    [
      ['secretsmanager:GetSecretValue', '*'],
      ['kms:*', '*'],
      ['dynamodb:*', '*table/tradepost-dev-customers-subject-keys'],
      ['dynamodb:PutItem', '*table/tradepost-dev-customers-customers'],
    ] as const
  ).map(([action, resource]) => ({
    role: 'customers/*IamRoleLambdaExecution',
    action,
    resource,
    reason: FIRST_REQUEST,
    mayBeUsed: true,
  })),
  {
    role: 'orders/RequestGuestOrderLinkIamRoleLambdaExecution',
    action: 'secretsmanager:GetSecretValue',
    resource: '*',
    reason: READ_BY_ANOTHER,
    mayBeUsed: true,
  },
  {
    role: 'platform/CheckVersionIamRoleLambdaExecution',
    action: 'codedeploy:*',
    resource: '*',
    reason: NO_CODE_DEPLOY,
  },
  {
    role: 'platform/CheckVersionIamRoleLambdaExecution',
    action: 'lambda:InvokeFunction',
    resource: '*',
    reason: NO_CODE_DEPLOY,
  },
  {
    role: 'operations/*DeadLetter*IamRoleLambdaExecution',
    action: 'sqs:ChangeMessageVisibility',
    resource: '*-dlq',
    reason: ANY_QUEUE,
  },
  {
    role: 'operations/AuditRolesIamRoleLambdaExecution',
    action: 'iam:*',
    resource: '*',
    reason: NO_IAM,
  },
];
