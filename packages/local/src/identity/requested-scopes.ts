import type { UserPoolClientResource } from '@tradepost/compiled-service/templates/resources';

/**
 * Returns the scopes of a request, by default all that the client may request, as Cognito does.
 *
 * @param requested value of the parameter `scope`
 * @returns undefined if the client may not request one of them
 */
export function requestedScopes(
  client: UserPoolClientResource,
  requested: string | undefined,
): readonly string[] | undefined {
  if (requested === undefined || requested === '') return client.scopes;
  const scopes = [...new Set(requested.split(' '))];
  return scopes.every((scope) => client.scopes.includes(scope)) ? scopes : undefined;
}
