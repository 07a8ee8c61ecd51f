import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Holder, Role } from '@tradepost/compiled-service/roles/role';
import type { Fault } from './find-faults.ts';

const LIST = 'packages/gates/src/check-privileges/unused-permissions.ts';

/** Describes a fault in one sentence, and how to fix it in another. */
export function describeFault(fault: Fault, services: readonly PackagedService[]): string {
  switch (fault.kind) {
    case 'not-allowed': {
      const { role, why, call } = fault;
      const { holder, action, resource } = call;
      const what = why === undefined ? 'calls' : `needs, for ${why},`;
      return role === undefined
        ? `${holder} ${what} ${action} on ${resource}, and has no role in any template. Give it one.`
        : `${holder} ${what} ${action} on ${resource}, which its role does not allow. ` +
            `Allow it in ${fileOf(role, services)}, or remove the call.`;
    }
    case 'unused-permission': {
      const { role, permission } = fault;
      return (
        `${role.holders.join(', ')} may ${permission.action} on ${permission.resource}, which no test uses. ` +
        `Remove it from ${fileOf(role, services)}, write a test that uses it, or list it with its reason in ${LIST}.`
      );
    }
    case 'unused-role':
      return (
        `${fault.role.service}/${fault.role.logicalId} is a role that nothing assumes. ` +
        `Remove it from ${fileOf(fault.role, services)}.`
      );
    case 'needless-exception': {
      const { role, action, resource } = fault.exception;
      return (
        `${LIST} lists ${action} on ${resource} of ${role}, which a test uses or which no longer exists. ` +
        'Remove it from the list.'
      );
    }
    default:
      return fault satisfies never;
  }
}

/** File of the role's statements: beside the function's code, or in the service's resources. */
function fileOf(role: Role, services: readonly PackagedService[]): string {
  const service = services.find(({ name }) => name === role.service);
  if (service === undefined) return role.service;
  const handlers = role.holders.map((holder) => handlerOf(holder, service));
  const files = handlers.map((handler) => join(service.dir, `${handler.replace(/\.[^./]*$/, '')}.yml`));
  const file = files.find(existsSync) ?? join(service.dir, 'serverless.yml');
  const place = relative(process.cwd(), file);
  return files.some(existsSync) ? place : `${place} (${role.logicalId})`;
}

function handlerOf(holder: Holder, { state }: PackagedService): string {
  const functions = Object.values(state.service.functions);
  return functions.find(({ name }) => holder === `function:${name}`)?.handler ?? '';
}
