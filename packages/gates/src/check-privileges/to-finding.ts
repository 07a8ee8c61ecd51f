import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import type { Holder, Role } from '@tradepost/compiled-service/roles/role';
import type { Finding } from '../gate.ts';
import { ROOT } from '../root.ts';
import type { Fault } from './find-faults.ts';

const LIST = 'packages/gates/src/check-privileges/unused-permissions.ts';

/** Describes a fault, and how to fix it. */
export function toFinding(fault: Fault, services: readonly PackagedService[]): Finding {
  switch (fault.kind) {
    case 'not-allowed': {
      const { role, why, call } = fault;
      const { holder: place, action, resource } = call;
      const made = `${why === undefined ? 'calls' : `needs, for ${why},`} ${action} on ${resource}`;
      return role === undefined
        ? { place, detail: `${made}, and has no role in any template`, fix: 'Give it a role.' }
        : {
            ...{ place, detail: `${made}, which its role does not allow` },
            fix: `Allow it in ${fileOf(role, services)}, or remove the call.`,
          };
    }
    case 'unused-permission': {
      const { role, permission } = fault;
      return {
        place: role.holders.join(', '),
        detail: `may ${permission.action} on ${permission.resource}, which no test uses`,
        fix: `Remove it from ${fileOf(role, services)}, write a test that uses it, or list it with its reason in ${LIST}.`,
      };
    }
    case 'unused-role':
      return {
        place: `${fault.role.service}/${fault.role.logicalId}`,
        detail: 'is a role that nothing assumes',
        fix: `Remove it from ${fileOf(fault.role, services)}.`,
      };
    case 'needless-exception': {
      const { role, action, resource } = fault.exception;
      return {
        place: LIST,
        detail: `lists ${action} on ${resource} of ${role}, which a test uses or which no longer exists`,
        fix: 'Remove it from the list.',
      };
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
  const place = relative(ROOT, file);
  return files.some(existsSync) ? place : `${place} (${role.logicalId})`;
}

function handlerOf(holder: Holder, { state }: PackagedService): string {
  const functions = Object.values(state.service.functions);
  return functions.find(({ name }) => holder === `function:${name}`)?.handler ?? '';
}
