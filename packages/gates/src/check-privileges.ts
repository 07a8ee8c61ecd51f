import { join } from 'node:path';
import { parseNoArguments, runCommandLine } from '@tradepost/command-line/run-command-line';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { readServiceCalls } from '@tradepost/compiled-service/roles/read-service-calls';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readCallRecords } from '@tradepost/local/permissions/call-records';
import { describeFault } from './check-privileges/describe-fault.ts';
import { findFaults } from './check-privileges/find-faults.ts';
import { unusedPermissions } from './check-privileges/unused-permissions.ts';
import { compileServices } from './templates/compile-services.ts';

const CACHE = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');

const USAGE = `Compares the roles in the services' compiled templates with the calls that the tests recorded.

  pnpm check:privileges

Exit code: 0; 1 if a call is not allowed, a permission is not used, or nothing was recorded; 2 for a wrong command line.`;

/** `pnpm check:privileges`; `--help` has the rest. */
async function checkPrivileges(): Promise<number> {
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
  const roles = readRoles(services, PLACEHOLDER_ADDRESSES);
  const serviceCalls = readServiceCalls(services, PLACEHOLDER_ADDRESSES);
  const faults = findFaults({ roles, recorded, serviceCalls, exceptions: unusedPermissions });
  for (const fault of faults) console.error(describeFault(fault, services));
  console.log(
    `${roles.length} roles, ${recorded.length} different calls in the tests, ${serviceCalls.length} by AWS itself: ` +
      `${faults.length === 0 ? 'each call is allowed, and each permission is used' : `${faults.length} faults`}`,
  );
  return faults.length === 0 ? 0 : 1;
}

const code = await runCommandLine({
  name: 'check:privileges',
  usage: USAGE,
  parse: parseNoArguments,
  run: checkPrivileges,
});
process.exit(code);
