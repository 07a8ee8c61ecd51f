import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import { readServiceCalls } from '@tradepost/compiled-service/roles/read-service-calls';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { PRODUCTION } from '../check-config/rule.ts';
import type { Finding } from '../gate.ts';
import { ROOT } from '../root.ts';
import { accountTemplates } from '../templates/account-templates.ts';
import { type Admission, isFromOutside, readAdmissions } from './admissions.ts';
import { renderPrivileges } from './privileges-page.ts';
import { type RoleDocument, readRoleDocuments } from './role-documents.ts';
import { unusedPermissions } from './unused-permissions.ts';

/** Committed files that follow from the templates, and the text of each, by path in the repository. */
type Files = Readonly<Record<string, string>>;

const PAGE = 'packages/docs/privileges.md';
/** The function `auditRoles` compares the deployed roles with it. */
const DOCUMENTS = 'services/operations/privileges.json';

/** Writes the page and the documents of all roles; returns their paths in the repository. */
export async function writePrivileges(): Promise<readonly string[]> {
  const files = filesOf(await compileStages(STAGES));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(ROOT, path), text);
  return Object.keys(files);
}

/**
 * Finds committed files that differ from the templates, and policies that admit somebody from outside of the account.
 *
 * @param compiled all services on all stages
 */
export function checkCommitted(compiled: readonly CompiledStage[]): readonly Finding[] {
  const outdated = Object.entries(filesOf(compiled)).flatMap(([path, text]) => {
    const file = join(ROOT, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text
      ? []
      : [{ place: path, detail: 'differs from the templates', fix: 'Run pnpm generate privileges.' }];
  });
  return [...outdated, ...admissionsOf(compiled).filter(isFromOutside).map(toFinding)];
}

function filesOf(compiled: readonly CompiledStage[]): Files {
  const services = compiled.find(({ stage }) => stage === 'dev')?.services ?? [];
  return {
    [PAGE]: renderPrivileges({
      roles: readRoles(services, PLACEHOLDER_ADDRESSES),
      serviceCalls: readServiceCalls(services, PLACEHOLDER_ADDRESSES),
      exceptions: unusedPermissions,
      admissions: admissionsOf(compiled),
    }),
    [DOCUMENTS]: toJson(readRoleDocuments(compiled)),
  };
}

function admissionsOf(compiled: readonly CompiledStage[]): readonly Admission[] {
  const services = compiled.find(({ stage }) => stage === PRODUCTION)?.services ?? [];
  return readAdmissions([...services, ...accountTemplates(PRODUCTION)], PRODUCTION);
}

function toFinding({ place, principal, actions }: Admission): Finding {
  return {
    place,
    detail: `admits ${principal} to ${actions.join(', ')}, from any account`,
    fix: 'Name the account in a condition: aws:SourceAccount, aws:SourceArn or aws:PrincipalArn.',
  };
}

/** One line for each statement, so that a difference shows the statement alone. */
function toJson(documents: readonly RoleDocument[]): string {
  const roles = documents.map(({ policies, ...rest }) => {
    const named = Object.entries(policies).map(
      ([name, statements]) =>
        `${JSON.stringify(name)}: [\n${statements.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n ]`,
    );
    return `${JSON.stringify(rest).slice(0, -1)}, "policies": {${named.join(', ')}}}`;
  });
  return `[\n${roles.join(',\n')}\n]\n`;
}
