import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { readRoles } from '@tradepost/compiled-service/roles/read-roles';
import type { Role } from '@tradepost/compiled-service/roles/role';
import { isAllowed } from '@tradepost/compiled-service/roles/statement';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readKeyArns } from '@tradepost/compiled-service/templates/key-resources';
import type { Finding } from '../gate.ts';
import { type KeyUse, keyUsers } from './key-users.ts';

const LIST = 'packages/gates/src/check-privileges/key-users.ts';
const NAME = 'customers-subject-keys';

/** Calls that each use needs. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
const CREATE = [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const TABLE_CALLS: Readonly<Record<KeyUse, readonly string[]>> = {
  read: READ,
  create: CREATE,
  claim: [...CREATE, 'dynamodb:Query'],
  correct: [...READ, 'dynamodb:UpdateItem'],
  export: [...READ, 'dynamodb:Query'],
  erase: [...READ, 'dynamodb:Query', 'dynamodb:UpdateItem'],
};
const KEY_CALLS: Readonly<Record<KeyUse, readonly string[]>> = {
  read: ['kms:Decrypt'],
  create: ['kms:Decrypt', 'kms:GenerateDataKey'],
  claim: ['kms:Decrypt', 'kms:GenerateDataKey'],
  correct: ['kms:Decrypt'],
  export: ['kms:Decrypt'],
  erase: [],
};
const INDEXES = ['by-email', 'by-invoice-until'];
/** All calls that read, change or delete keys, or use the KMS key. */
const EVERY_TABLE_CALL = [
  ...['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
  ...['PartiQLSelect', 'PartiQLUpdate', 'PartiQLInsert', 'PartiQLDelete', 'ExportTableToPointInTime'],
].map((name) => `dynamodb:${name}`);
const EVERY_KEY_CALL = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'CreateGrant'].map(
  (name) => `kms:${name}`,
);

/**
 * Finds roles that may use the keys of subjects and are not in the list, that may do more than their entry allows, and entries
 * without a role.
 *
 * @param services the compiled services of one stage, with `customers`
 * @param listed roles that may, by service and logical id
 */
export function findKeyUsers(
  services: readonly PackagedService[],
  stage: string,
  listed: Readonly<Record<string, KeyUse>> = keyUsers,
): readonly Finding[] {
  const { region, accountId } = PLACEHOLDER_ADDRESSES;
  const table = `arn:aws:dynamodb:${region}:${accountId}:table/tradepost-${stage}-${NAME}`;
  const key = readKeyArns(services, PLACEHOLDER_ADDRESSES).get(`alias/tradepost-${stage}-${NAME}`);
  if (key === undefined) throw new Error(`the services have no key alias/tradepost-${stage}-${NAME}`);
  const callsOf = ({ statements }: Role): readonly string[] => {
    const may = (action: string, resource: string) => isAllowed(statements, { action, resource });
    return [
      ...EVERY_TABLE_CALL.filter((action) =>
        [table, ...INDEXES.map((index) => `${table}/index/${index}`)].some((each) => may(action, each)),
      ),
      ...EVERY_KEY_CALL.filter((action) => may(action, key)),
    ];
  };
  const roles = readRoles(services, PLACEHOLDER_ADDRESSES).map((role) => ({
    place: `${role.service}/${role.logicalId}`,
    calls: callsOf(role),
  }));
  const findings = roles.flatMap(({ place, calls }) => {
    const use = listed[place];
    const allowed = use === undefined ? [] : [...TABLE_CALLS[use], ...KEY_CALLS[use]];
    const more = calls.filter((call) => !allowed.includes(call));
    return more.length === 0 ? [] : [toFinding(place, more, use)];
  });
  const users = new Set(roles.filter(({ calls }) => calls.length > 0).map(({ place }) => place));
  const needless = Object.keys(listed).filter((place) => !users.has(place));
  return [...findings, ...needless.map(toNeedless)];
}

function toFinding(place: string, calls: readonly string[], use: KeyUse | undefined): Finding {
  const listing = use === undefined ? `is not in ${LIST}` : `may only ${use}`;
  return {
    place,
    detail: `may ${calls.join(', ')} with the keys of subjects, but ${listing}`,
    fix: `Remove the permission. A function that must show or seal personal data is added to ${LIST} with its reason.`,
  };
}

function toNeedless(place: string): Finding {
  return {
    place: LIST,
    detail: `lists ${place}, which has no permission on the keys of subjects`,
    fix: 'Remove it from the list.',
  };
}
