import { isDeepStrictEqual } from 'node:util';
import { MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import type { UncheckedJson } from '../../dynamodb/plain.ts';
import { during } from '../during.ts';
import type { Facts, ReadCheck } from './read-check.ts';

/** Stored grants of one group or person that a request may have found, oldest first; undefined for the default. */
type Found = readonly (UncheckedJson | undefined)[];

/** The groups of a person, and the scopes that they give. */
export const checkPersonAccess: ReadCheck = (answered, facts) => {
  const { params, answer } = answered;
  if (answer.status !== 200) return undefined;
  const { personId, groups, scopes, version } = answer.body;
  const stored = foundOf(`person#${params['personId']}`, answered, facts).find(isAt(version));
  if (version > 0 && stored === undefined) return `version ${version} was not stored then`;
  const expected = stored?.groups ?? [];
  if (personId !== params['personId'] || !isDeepStrictEqual(groups, expected))
    return `its groups are ${groups}, not ${expected}`;
  const ofGroups: readonly Found[] = groups.map((group: string) =>
    foundOf(`group#${group}`, answered, facts),
  );
  // Scopes of a group that changed meanwhile may be those before or after.
  if (ofGroups.some(({ length }) => length > 1)) return undefined;
  const given = new Set(ofGroups.flatMap(([grant], place) => scopesOf(groups[place], grant)));
  return isDeepStrictEqual(new Set(scopes), given)
    ? undefined
    : `its scopes are ${scopes}, not ${[...given]}`;
};

/** The scopes of a group: the default, until an administrator changes them. */
export const checkGroupAccess: ReadCheck = (answered, facts) => {
  const { params, answer } = answered;
  return answer.status === 200 ? wrongIn(answer.body, params['group'], answered, facts) : undefined;
};

/** The scopes and the reach of a machine: what an administrator granted, else the default of its name. */
export const checkMachineAccess: ReadCheck = (answered, facts) => {
  const { params, answer } = answered;
  if (answer.status !== 200) return undefined;
  const { clientId = '' } = params;
  const { version, ...shown } = answer.body;
  const stored = foundOf(`machine#${clientId}`, answered, facts).find(isAt(version));
  if (version > 0 && stored === undefined) return `version ${version} was not stored then`;
  const isDefault = stored?.scopes === undefined;
  const name = facts.machineNames?.get(clientId);
  const granted = isDefault ? (MACHINES[name as keyof typeof MACHINES] ?? NO_ACCESS) : stored;
  const { scopes, reach = 'own' } = granted;
  const expected = { clientId, ...(name === undefined ? {} : { name }), scopes, reach, isDefault };
  return isDeepStrictEqual(shown, expected)
    ? undefined
    : `it is ${JSON.stringify(shown)}, not ${JSON.stringify(expected)}`;
};

const NO_ACCESS = { scopes: [], reach: 'own' };

/** All groups, each with its scopes. */
export const checkGroups: ReadCheck = (answered, facts) => {
  const { answer } = answered;
  if (answer.status !== 200) return undefined;
  const items: readonly UncheckedJson[] = answer.body.items;
  const names = items.map(({ group }) => group);
  if (!isDeepStrictEqual(names, Object.keys(ROLES))) return `its groups are ${names}`;
  return items.map((item) => wrongIn(item, item.group, answered, facts)).find((wrong) => wrong !== undefined);
};

function wrongIn(
  body: UncheckedJson,
  name: string | undefined,
  answered: Parameters<ReadCheck>[0],
  facts: Facts,
): string | undefined {
  const { group, scopes, isDefault, version } = body;
  const stored = foundOf(`group#${name}`, answered, facts).find(isAt(version));
  if (version > 0 && stored === undefined) return `version ${version} was not stored then`;
  const expected = scopesOf(group, stored);
  return group === name && isDefault === (stored?.scopes === undefined) && isDeepStrictEqual(scopes, expected)
    ? undefined
    : `the scopes of ${group} are ${scopes}, not ${expected}`;
}

function foundOf(pk: string, { sentMs, answeredMs }: Parameters<ReadCheck>[0], { journal }: Facts): Found {
  const states = journal.of('identity-grants').get(pk) ?? [];
  return during(states, sentMs, answeredMs).map((state) => state?.item);
}

function isAt(version: number) {
  return (grant: UncheckedJson | undefined) => grant?.version === version;
}

function scopesOf(group: string, grant: UncheckedJson | undefined): readonly string[] {
  return grant?.scopes ?? ROLES[group as keyof typeof ROLES];
}
