import { join } from 'node:path';
import { readCallRecords } from '@tradepost/local/permissions/call-records';
import { readRoles } from '@tradepost/local/templates/read-roles';
import { readServiceCalls } from '@tradepost/local/templates/read-service-calls';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { describeFault } from './check-privileges/describe-fault.ts';
import { findFaults } from './check-privileges/find-faults.ts';
import { unusedPermissions } from './check-privileges/unused-permissions.ts';
import { compileServices } from './templates/compile-services.ts';

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache');

/**
 * `pnpm check:privileges`: holds the roles in the services' compiled templates against the calls that the tests
 * recorded. Exits with 1 where a call is not allowed, a permission is not used, or nothing was recorded.
 */
async function main(): Promise<number> {
  const folder = process.env['RECORD_CALLS'] ?? join(CACHE, 'aws-calls');
  const recorded = readCallRecords(folder);
  if (recorded.length === 0) {
    console.error(
      `No calls are recorded in ${folder}. Record those of a whole run of the tests first:\n` +
        `  rm -rf ${folder}; RECORD_CALLS=${folder} npm test`,
    );
    return 1;
  }
  const services = await compileServices('dev');
  const roles = readRoles(services, ANYWHERE);
  const serviceCalls = readServiceCalls(services, ANYWHERE);
  const faults = findFaults({ roles, recorded, serviceCalls, exceptions: unusedPermissions });
  for (const fault of faults) console.error(describeFault(fault, services));
  console.log(
    `${roles.length} roles, ${recorded.length} different calls in the tests, ${serviceCalls.length} by AWS itself: ` +
      `${faults.length === 0 ? 'each call is allowed, and each permission is used' : `${faults.length} faults`}`,
  );
  return faults.length === 0 ? 0 : 1;
}

process.exit(await main());
