import { awsError } from './aws-error.ts';
import type { AwsHandler } from './aws-handler.ts';

/** The roles of an account without any. The SDK reads XML of IAM's Query protocol. */
const NO_ROLES =
  '<ListRolesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolesResult><IsTruncated>false</IsTruncated><Roles/></ListRolesResult></ListRolesResponse>';

/**
 * Creates the IAM API of the local cloud, which has no roles: functions run with the rights of the process, and
 * `--enforce-permissions` reads the roles of the templates. It answers `ListRoles` with an empty list, and refuses every other
 * operation.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export function createIamEndpoint(): AwsHandler {
  return async ({ body }) => {
    const action = new URLSearchParams(body.toString()).get('Action') ?? '';
    if (action !== 'ListRoles')
      throw awsError(
        'InvalidAction',
        `iam:${action} is not supported by the local cloud, which has no roles`,
      );
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: NO_ROLES };
  };
}
