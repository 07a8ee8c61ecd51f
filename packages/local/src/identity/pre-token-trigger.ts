import type { PreTokenTrigger } from '@tradepost/compiled-service/templates/resources';
import type { InvokeFunction } from '../invocation.ts';

/** Why Cognito invokes the trigger. */
export type TriggerSource =
  | 'TokenGeneration_HostedAuth'
  | 'TokenGeneration_RefreshTokens'
  | 'TokenGeneration_ClientCredentials';

/** Subject and scopes of a token, as the trigger gets them. */
export type TriggerRequest = {
  readonly source: TriggerSource;
  readonly region: string;
  readonly poolId: string;
  readonly clientId: string;
  /** Username of a person; id of the app client for client credentials. */
  readonly userName: string;
  readonly userAttributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
};

/** Changes that a trigger makes to a token. */
export type ClaimChanges = {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null;
  readonly claimsToSuppress?: readonly string[] | null;
};

/** `claimsAndScopeOverrideDetails` of the trigger's answer. Absent and null mean no change. */
export type TriggerAnswer = {
  readonly idTokenGeneration?: ClaimChanges | null;
  readonly accessTokenGeneration?:
    | (ClaimChanges & {
        readonly scopesToAdd?: readonly string[] | null;
        readonly scopesToSuppress?: readonly string[] | null;
      })
    | null;
  readonly groupOverrideDetails?: { readonly groupsToOverride?: readonly string[] | null } | null;
};

/** The trigger failed, so no token is issued. The message is for the client, as Cognito words it. */
export class PreTokenTriggerFailed extends Error {
  override readonly name = 'PreTokenTriggerFailed';
}

/**
 * Invokes the pre-token trigger of a user pool with the event of its version, and returns its answer.
 *
 * @throws PreTokenTriggerFailed if the function fails, or returns something else than the event with an answer
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export async function invokePreTokenTrigger(
  { functionName, version }: PreTokenTrigger,
  request: TriggerRequest,
  invoke: InvokeFunction,
): Promise<TriggerAnswer> {
  const result = await invoke(functionName, toTriggerEvent(version, request));
  if (!result.ok)
    throw new PreTokenTriggerFailed(`PreTokenGeneration failed with error ${result.error.errorMessage}.`);
  const response = (result.payload as { response?: { claimsAndScopeOverrideDetails?: unknown } } | null)
    ?.response;
  const answer = response?.claimsAndScopeOverrideDetails ?? {};
  if (typeof response !== 'object' || typeof answer !== 'object' || Array.isArray(answer))
    throw new PreTokenTriggerFailed('PreTokenGeneration failed: unrecognizable lambda output');
  return answer;
}

function toTriggerEvent(version: PreTokenTrigger['version'], request: TriggerRequest): object {
  return {
    version,
    triggerSource: request.source,
    region: request.region,
    userPoolId: request.poolId,
    userName: request.userName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: request.clientId },
    request: {
      userAttributes: request.userAttributes,
      groupConfiguration: {
        groupsToOverride: request.groups,
        iamRolesToOverride: [],
        preferredRole: null,
      },
      scopes: request.scopes,
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
}
