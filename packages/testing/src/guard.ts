import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readKeyArns } from '@tradepost/compiled-service/templates/key-resources';
import { createAuthorizer, createLinkAuthorizer } from '@tradepost/local/permissions/authorizer';
import { createCallRecorder } from '@tradepost/local/permissions/call-records';
import { nameCallers } from '@tradepost/local/permissions/caller';
import { startGuardedEndpoint } from '@tradepost/local/permissions/guarded-endpoint';
import { answerOfLagging } from './lagging-reads.ts';

/** A proxy before an engine that checks permissions. */
export type Guard = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Starts a proxy before an engine. It limits handlers that run `asFunction` to the roles in the compiled templates of the
 * services; calls of the spec itself are not checked. All services are compiled, because roles name resources of others. If the environment variable `RECORD_CALLS` names a folder, calls
 * are recorded there for `pnpm check privileges`.
 *
 * @param lagging tables in which reads of handlers that are not strongly consistent find nothing (see `lagging-reads.ts`)
 */
export async function startGuard(
  upstream: string,
  services: readonly string[],
  lagging: readonly string[] = [],
): Promise<Guard> {
  const folder = process.env['RECORD_CALLS'];
  const compiled = services.length === 0 ? [] : await compileServices('dev');
  const roles = readRoles(compiled, PLACEHOLDER_ADDRESSES);
  const record = folder === undefined ? undefined : createCallRecorder(folder);
  const guard = await startGuardedEndpoint({
    upstream,
    authorize: createAuthorizer(roles, record),
    ...(roles.length === 0 ? {} : { authorizeLink: createLinkAuthorizer(roles, record) }),
    scope: { ...PLACEHOLDER_ADDRESSES, keyAliases: readKeyArns(compiled, PLACEHOLDER_ADDRESSES) },
    passUnnamed: true,
    answer: (headers, body) => answerOfLagging(headers['x-amz-target'], body, new Set(lagging)),
  });
  const stopNaming = nameCallers();
  return {
    endpoint: guard.url,
    stop: async () => {
      stopNaming();
      await guard.stop();
    },
  };
}
