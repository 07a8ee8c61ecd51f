import type { UnusedPermission } from './find-faults.ts';

const ANY_LETTER =
  'An act may be about any letter, and gives back those that it took and does not want; the tests do not have each act meet each kind.';
const NO_CODE_DEPLOY =
  'There is no CodeDeploy here; check-version.spec.ts holds what it asks to what AWS documents.';

/** The permissions that no test uses, each with the reason why it is there all the same. */
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
    role: 'platform/*DeadLetter*IamRoleLambdaExecution',
    action: 'sqs:*',
    resource: '*-failures',
    reason: ANY_LETTER,
  },
  {
    role: 'platform/*DeadLetter*IamRoleLambdaExecution',
    action: 'sqs:ChangeMessageVisibility',
    resource: '*-dlq',
    reason: ANY_LETTER,
  },
];
