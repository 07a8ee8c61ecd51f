import type { UnusedPermission } from './find-faults.ts';

const ANY_QUEUE =
  'Each operation receives messages of every dead-letter queue, and makes those visible again that it does not need. The tests do not combine each operation with each kind of queue.';
const NO_CODE_DEPLOY =
  'The local cloud has no CodeDeploy; check-version.spec.ts compares the calls with the documentation of AWS.';
const NO_IAM =
  'The local cloud has no IAM; audit-roles.int.spec.ts and the rehearsal make the calls to an emulator that checks no permissions.';

/** Permissions that no test uses, each with its reason. */
export const unusedPermissions: readonly UnusedPermission[] = [
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
