import { join } from 'node:path';
import { findServices, packageServices } from '@tradepost/local/packaging/package-service';
import { readCallRecords } from '@tradepost/local/permissions/call-records';
import { readRoles } from '@tradepost/local/templates/read-roles';
import { readServiceCalls } from '@tradepost/local/templates/read-service-calls';
import { describeFault } from './check-privileges/describe-fault.ts';
import { findFaults } from './check-privileges/find-faults.ts';
import { unusedPermissions } from './check-privileges/unused-permissions.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache');
const RECORD_CALLS = process.env['RECORD_CALLS'] ?? join(CACHE, 'aws-calls');

/** Addresses make no difference to a role. */
const WHERE = {
  accountId: '000000000000',
  region: 'us-east-1',
  sqsEndpoint: 'http://local',
  gatewayUrl: 'http://local',
};

/**
 * `pnpm check:privileges`: holds the roles in the services' compiled templates against the calls that the tests
 * recorded. Exits with 1 where a call is not allowed, a permission is not used, or nothing was recorded.
 */
async function main(): Promise<number> {
  const recorded = readCallRecords(RECORD_CALLS);
  if (recorded.length === 0) {
    console.error(
      `No calls are recorded in ${RECORD_CALLS}. Record those of a whole run of the tests first:\n` +
        `  rm -rf ${RECORD_CALLS}; RECORD_CALLS=${RECORD_CALLS} npm test`,
    );
    return 1;
  }
  const cacheDir = join(CACHE, 'packaged-services');
  const services = await packageServices(findServices(join(ROOT, 'services')), { stage: 'dev', cacheDir });
  const roles = readRoles(services, WHERE);
  const serviceCalls = readServiceCalls(services, WHERE);
  const faults = findFaults({ roles, recorded, serviceCalls, exceptions: unusedPermissions });
  for (const fault of faults) console.error(describeFault(fault, services));
  console.log(
    `${roles.length} roles, ${recorded.length} different calls in the tests, ${serviceCalls.length} by AWS itself: ` +
      `${faults.length} faults`,
  );
  return faults.length === 0 ? 0 : 1;
}

process.exit(await main());
