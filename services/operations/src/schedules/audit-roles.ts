import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import type { DeployedRoles } from '../adapters/deployed-roles.ts';
import { getAuditRoles } from '../deps.ts';
import { type CommittedRole, compareRoles } from '../domain/compare-roles.ts';

const MS_PER_DAY = 86_400_000;
/** A role that nothing has used for so long can be removed, or is only for emergencies. */
const UNUSED_AFTER_DAYS = 90;

export const handler = scheduled((logger) => auditRoles({ ...getAuditRoles(), logger }));

export type AuditRolesDeps = {
  readonly stage: string;
  /** The name of the permissions boundary of every role; empty if the stage has none. */
  readonly boundary: string;
  readonly committedRoles: () => readonly CommittedRole[];
  readonly deployedRoles: DeployedRoles;
  readonly nowMs: () => number;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
};

/**
 * Compares the roles of the stage with those that the templates of this commit declare. Logs each difference, and each role
 * that nothing has used for 90 days.
 *
 * @returns the number of differences, and of roles
 */
export async function auditRoles(deps: AuditRolesDeps): Promise<readonly Metric[]> {
  const { stage, boundary, committedRoles, deployedRoles, nowMs, logger } = deps;
  const deployed = await deployedRoles();
  const drifts = compareRoles({ stage, boundary, committed: committedRoles(), deployed });
  for (const { role, kind, policy } of drifts)
    logger.warn('role drifted', {
      subject: role,
      code: kind,
      ...(policy === undefined ? {} : { type: policyType(policy) }),
    });
  const unusedSince = nowMs() - UNUSED_AFTER_DAYS * MS_PER_DAY;
  for (const { role, lastUsed, created } of deployed)
    if ((lastUsed ?? created).getTime() < unusedSince)
      logger.info('role not used', {
        subject: role,
        code: lastUsed === undefined ? 'NEVER' : lastUsed.toISOString(),
      });
  return [
    { name: 'RolesDrifted', value: drifts.length, unit: 'Count' },
    { name: 'RolesChecked', value: deployed.length, unit: 'Count' },
  ];
}

/** A log line takes no placeholder. */
function policyType(policy: string): string {
  return policy.replace(/\$\{(\w+)\}/g, '$1');
}
