import { type ClaimChanges, PreTokenTriggerFailed, type TriggerAnswer } from './pre-token-trigger.ts';

/**
 * Claims that a trigger can neither set nor remove.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const FIXED = {
  both: [
    'acr',
    'amr',
    'at_hash',
    'auth_time',
    'azp',
    'cognito:username',
    'exp',
    'iat',
    'identities',
    'iss',
    'jti',
    'nbf',
    'nonce',
    'origin_jti',
    'sub',
    'token_use',
  ],
  access: ['client_id', 'device_key', 'event_id', 'scope', 'username', 'version'],
  id: ['aud'],
} as const;

/**
 * Returns the claims with the changes of a trigger.
 *
 * @throws PreTokenTriggerFailed if it changes a claim that it cannot change
 */
export function applyClaims<Claims extends object>(
  token: 'access' | 'id',
  claims: Claims,
  { claimsToAddOrOverride, claimsToSuppress }: ClaimChanges,
): Claims {
  const added = claimsToAddOrOverride ?? {};
  const suppressed = claimsToSuppress ?? [];
  const fixed: readonly string[] = [...FIXED.both, ...FIXED[token]];
  for (const name of [...Object.keys(added), ...suppressed]) {
    if (fixed.includes(name))
      throw new PreTokenTriggerFailed(
        `PreTokenGeneration cannot change the claim "${name}" of the ${token} token`,
      );
  }
  const kept = Object.entries(claims).filter(([name]) => !suppressed.includes(name));
  return { ...Object.fromEntries(kept), ...added } as Claims;
}

/**
 * Returns the granted scopes with the changes of a trigger. A scope that is both added and suppressed is suppressed.
 *
 * @throws PreTokenTriggerFailed if an added scope is not a scope
 */
export function applyScopes(
  granted: readonly string[],
  { scopesToAdd, scopesToSuppress }: NonNullable<TriggerAnswer['accessTokenGeneration']>,
): readonly string[] {
  for (const scope of scopesToAdd ?? []) {
    if (typeof scope !== 'string' || scope === '' || /\s/.test(scope))
      throw new PreTokenTriggerFailed(`PreTokenGeneration cannot add the scope ${JSON.stringify(scope)}`);
  }
  const suppressed = new Set(scopesToSuppress ?? []);
  return [...new Set([...granted, ...(scopesToAdd ?? [])])].filter((scope) => !suppressed.has(scope));
}
