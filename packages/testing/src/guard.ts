import { createAuthorizer } from '@tradepost/local/permissions/authorizer';
import { createCallRecorder } from '@tradepost/local/permissions/call-records';
import { nameCallers } from '@tradepost/local/permissions/caller';
import { startGuardedEndpoint } from '@tradepost/local/permissions/guarded-endpoint';
import { readRoles } from '@tradepost/local/templates/read-roles';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { packagedServices } from './service-templates.ts';

/** What stands before an engine. */
export type Guard = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Holds what handlers call of an engine to the roles in the compiled templates of `services`: those that run
 * `asFunction`. What a spec calls by itself passes. Calls are written down where the environment variable
 * `RECORD_CALLS` names a folder (`pnpm check:privileges` reads them).
 */
export async function startGuard(upstream: string, services: readonly string[]): Promise<Guard> {
  const folder = process.env['RECORD_CALLS'];
  const roles = readRoles(await packagedServices(services), ANYWHERE);
  const authorize = createAuthorizer(roles, folder === undefined ? undefined : createCallRecorder(folder));
  const guard = await startGuardedEndpoint({ upstream, authorize, account: ANYWHERE, passUnnamed: true });
  const stopNaming = nameCallers();
  return {
    endpoint: guard.url,
    stop: async () => {
      stopNaming();
      await guard.stop();
    },
  };
}
