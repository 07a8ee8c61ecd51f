import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import type { CloudAddresses } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readKeyArns } from '@tradepost/compiled-service/templates/key-resources';
import type { AwsEndpoints } from '../functions/function-environment.ts';
import { type Authorize, createAuthorizer, createLinkAuthorizer } from './authorizer.ts';
import { createCallRecorder } from './call-records.ts';
import { startGuardedEndpoint } from './guarded-endpoint.ts';

export type CloudGuard = {
  /** Addresses for the functions, in place of the unguarded ones. */
  readonly endpoints: AwsEndpoints;
  readonly authorize: Authorize;
  readonly stop: () => Promise<void>;
};

/**
 * Starts a guard in front of each local AWS API, which allows functions the calls that their roles in the templates allow.
 * `recordCalls` is a folder for records of the calls. Throws if a role has elements that are not supported.
 */
export async function startCloudGuard(options: {
  readonly services: readonly PackagedService[];
  readonly where: CloudAddresses;
  readonly endpoints: AwsEndpoints;
  readonly recordCalls?: string | undefined;
}): Promise<CloudGuard> {
  const { services, where, endpoints, recordCalls } = options;
  const record = recordCalls === undefined ? undefined : createCallRecorder(recordCalls);
  const roles = readRoles(services, where);
  const authorize = createAuthorizer(roles, record);
  const authorizeLink = createLinkAuthorizer(roles, record);
  const scope = { ...where, keyAliases: readKeyArns(services, where) };
  const guard = (upstream: string) => startGuardedEndpoint({ upstream, authorize, authorizeLink, scope });
  const [aws, dynamodb, sqs] = await Promise.all([
    guard(endpoints.aws),
    guard(endpoints.dynamodb),
    guard(endpoints.sqs),
  ]);
  return {
    endpoints: { aws: aws.url, dynamodb: dynamodb.url, sqs: sqs.url },
    authorize,
    stop: async () => {
      await Promise.all([aws.stop(), dynamodb.stop(), sqs.stop()]);
    },
  };
}
