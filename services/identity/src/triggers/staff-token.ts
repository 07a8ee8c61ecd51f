import { RESOURCE_SERVER, type Scope } from '@tradepost/contracts/access/scopes';
import { type TokenGrant, type TokenRequest, tokenTrigger } from '@tradepost/lambda/messages/token-trigger';
import { type Deps, deps, machineNames } from '../deps.ts';
import { isRole, scopesOfGroups } from '../domain/grants.ts';
import { accessOfMachine } from '../domain/machine-grant.ts';

type TokenDeps = Pick<Deps, 'grants' | 'findMachineName'>;

export const handler = tokenTrigger((request) =>
  grantStaffToken(request, { ...deps(), findMachineName: machineNames() }),
);

/**
 * Decides on an access token of the staff pool. A person has the scopes of the groups of the pool and of the groups that an
 * administrator added. A machine has what an administrator granted to its client, else the default of its name.
 *
 * @throws if a grant cannot be read: Cognito then issues no token
 */
export async function grantStaffToken(
  { clientId, subject }: TokenRequest,
  { grants, findMachineName }: TokenDeps,
): Promise<TokenGrant> {
  if (subject.kind === 'machine') {
    const grant = await grants.find({ kind: 'machine', id: clientId });
    const name = grant.scopes === undefined ? await findMachineName(clientId) : undefined;
    const { scopes, reach } = accessOfMachine(grant, name);
    return { scopes: scopes.map(inToken), claims: { reach } };
  }
  const found = await grants.findWithGroups({ kind: 'person', id: subject.id });
  const added = found.grants.flatMap((person) => person.groups ?? []);
  const groups = [...new Set([...subject.groups, ...added])].filter(isRole);
  return { scopes: [...scopesOfGroups(groups, found.groups)].map(inToken), claims: {}, groups };
}

function inToken(scope: Scope): string {
  return `${RESOURCE_SERVER}/${scope}`;
}
