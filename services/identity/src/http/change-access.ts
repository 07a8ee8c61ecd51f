import type { Recorded } from '@tradepost/contracts/audit/acts';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import type { IfMatch } from '@tradepost/lambda/http/preconditions';
import type { FoundGrant } from '../adapters/grants-table.ts';
import type { Deps } from '../deps.ts';
import { type Change, isAdmin } from '../domain/change-grant.ts';
import { toAct } from '../domain/grant-changed.ts';
import type { GrantKey, GroupGrants } from '../domain/grants.ts';
import { grantPk, type StoredGrant } from '../domain/stored-grant.ts';

/** The part of a request that a change needs. */
export type ChangeRequest = {
  readonly caller: { readonly id: string };
  readonly ifMatch: IfMatch | undefined;
  readonly correlationId: string;
};

type Changed = {
  readonly grant: StoredGrant;
  readonly groups: GroupGrants;
  readonly recorded: Recorded<'GrantChanged'>;
};
type Rejected<Rejection> = {
  readonly rejection:
    | Rejection
    | { readonly code: 'FORBIDDEN'; readonly scope: 'identity:write' }
    | { readonly code: 'PRECONDITION_FAILED'; readonly currentVersion: number };
};

/** A change that meets another one decides again. Administrators are few, so that more attempts mean a fault. */
const MAX_ATTEMPTS = 3;

/**
 * Changes a grant, if it is at a version that `If-Match` names, and records the change in the audit log in the same transaction. A
 * rejection of the change itself comes before that of the version.
 *
 * @param reason what the administrator gave; undefined for a withdrawal
 * @returns the stored grant, with the grants of the groups as they were read
 * @throws ContentionError if other changes interfere each time
 */
export async function changeAccess<Rejection>(
  request: ChangeRequest,
  { key, content, decide }: Change<Rejection>,
  reason: string | undefined,
  { audit, grants }: Pick<Deps, 'audit' | 'grants'>,
): Promise<Changed | Rejected<Rejection>> {
  let wasAdmin = false;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const { grant: current, facts } = await gather(key, request.caller.id, grants);
    // Otherwise two administrators could take the scope from each other.
    const isStillAdmin = isAdmin(facts.caller.grant, facts.groups);
    if (wasAdmin && !isStillAdmin) return { rejection: { code: 'FORBIDDEN', scope: 'identity:write' } };
    wasAdmin = isStillAdmin;
    const decision = decide(facts);
    if ('rejection' in decision) return decision;
    if (!accepts(request.ifMatch, current.version))
      return { rejection: { code: 'PRECONDITION_FAILED', currentVersion: current.version } };
    const grant = toStored(key, current.version + 1, content);
    const { pk: _pk, version, ...after } = grant;
    const { pk: _before, version: _version, ...before } = current;
    const { correlationId } = request;
    const act = toAct({ key, before, after, version, reason, by: request.caller.id, correlationId });
    const recorded = await audit.recordWith([act], grants.toWrites({ grant, witness: decision.witness }));
    if (recorded !== undefined) return { grant, groups: facts.groups, recorded };
  }
  throw new ContentionError(`${grantPk(key)} was not changed in ${MAX_ATTEMPTS} attempts`);
}

async function gather(key: GrantKey, callerId: string, grants: Deps['grants']) {
  const found = await grants.findWithGroups(key, { kind: 'person', id: callerId });
  const [grant = NOTHING, ofCaller = NOTHING] = found.grants;
  const facts = { groups: found.groups, person: grant, caller: { id: callerId, grant: ofCaller } };
  return { grant, facts };
}

const NOTHING: FoundGrant = { version: 0 };

function accepts(ifMatch: IfMatch | undefined, version: number): boolean {
  return ifMatch === undefined || ifMatch === '*' || ifMatch.includes(version);
}

/** Repeated scopes and groups count once. */
function toStored(key: GrantKey, version: number, content: Change<unknown>['content']): StoredGrant {
  const { scopes, groups, reach } = content ?? {};
  return {
    ...{ pk: grantPk(key), version },
    ...(scopes === undefined ? {} : { scopes: [...new Set(scopes)] }),
    ...(groups === undefined ? {} : { groups: [...new Set(groups)] }),
    ...(reach === undefined ? {} : { reach }),
  };
}
