import { join } from 'node:path';
import { compileStages, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { readServiceCalls } from '@tradepost/compiled-service/roles/read-service-calls';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readCallRecords } from '@tradepost/local/permissions/call-records';
import { checkCommitted } from './check-privileges/committed-privileges.ts';
import { findFaults } from './check-privileges/find-faults.ts';
import { findKeyUsers } from './check-privileges/find-key-users.ts';
import { toFinding } from './check-privileges/to-finding.ts';
import { unusedPermissions } from './check-privileges/unused-permissions.ts';
import type { Outcome } from './gate.ts';
import { CACHE_DIR } from './root.ts';

/**
 * Compares the roles in the services' compiled templates with the committed page and documents, and with the calls that the
 * tests recorded: each call must be allowed, and each permission used. Only listed functions may use the keys of subjects.
 *
 * @param folder records of a whole run of the tests
 */
export async function checkPrivileges(
  folder = process.env['RECORD_CALLS'] ?? join(CACHE_DIR, 'aws-calls'),
): Promise<Outcome> {
  const compiled = await compileStages(STAGES);
  const committed = [
    ...checkCommitted(compiled),
    ...compiled.flatMap(({ stage, services: ofStage }) => findKeyUsers(ofStage, stage)),
  ];
  const recorded = readCallRecords(folder);
  if (recorded.length === 0) {
    const how = `Record those of all tests first: rm -rf ${folder}; RECORD_CALLS=${folder} npm test`;
    return { findings: committed, skipped: [`no calls are recorded in ${folder}. ${how}`] };
  }
  const services = compiled.find(({ stage }) => stage === 'dev')?.services ?? [];
  const roles = readRoles(services, PLACEHOLDER_ADDRESSES);
  const serviceCalls = readServiceCalls(services, PLACEHOLDER_ADDRESSES);
  const faults = findFaults({ roles, recorded, serviceCalls, exceptions: unusedPermissions });
  return {
    findings: [...committed, ...faults.map((fault) => toFinding(fault, services))],
    checked: `${roles.length} roles, ${recorded.length} different calls in the tests, ${serviceCalls.length} by AWS itself`,
  };
}
