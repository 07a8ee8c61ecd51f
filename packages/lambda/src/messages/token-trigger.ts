import middy from '@middy/core';
import { baseMiddleware } from '../base-middleware.ts';
import { logAndRethrow } from '../log/log-and-rethrow.ts';
import { createLogger, invocationKeys } from '../log/logger.ts';

/** The access token that a user pool is about to issue. */
export type TokenRequest = {
  /** URL of the pool as an issuer of tokens. */
  readonly issuer: string;
  readonly clientId: string;
  readonly subject:
    | {
        readonly kind: 'person';
        /** The claim `sub`. */
        readonly id: string;
        /** Groups of the pool that the person is in. */
        readonly groups: readonly string[];
        /** E-mail address of the account; absent if it has none. */
        readonly email?: { readonly address: string; readonly isVerified: boolean };
      }
    | { readonly kind: 'machine' };
};

/** The part of the token that the service decides. */
export type TokenGrant = {
  /** Scopes with the prefix of the resource server that the token may have. Of these it gets the ones that its client has, too. */
  readonly scopes: readonly string[];
  /** Claims to add. */
  readonly claims: Readonly<Record<string, string>>;
  /** Value of `cognito:groups`. Absent for the groups of the pool. */
  readonly groups?: readonly string[];
};

/**
 * The fields of the event that are read. More may be added at any time.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export type TokenEvent = {
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: {
    readonly userAttributes?: Readonly<Record<string, string>>;
    readonly groupConfiguration?: { readonly groupsToOverride?: readonly string[] };
    readonly scopes?: readonly string[];
  };
};

/** The event with the answer of the function. */
export type AnsweredTokenEvent = TokenEvent & {
  readonly response: {
    readonly claimsAndScopeOverrideDetails: {
      readonly accessTokenGeneration: {
        readonly claimsToAddOrOverride: Readonly<Record<string, string>>;
        readonly scopesToSuppress: readonly string[];
      };
      readonly groupOverrideDetails?: { readonly groupsToOverride: readonly string[] };
    };
  };
};

/** Scopes about the token's own person: the user info endpoint needs them, and no API of ours accepts them. */
const OPENID: ReadonlySet<string> = new Set(['openid', 'email', 'profile']);

/**
 * The stack of a trigger before the generation of tokens, for events of the versions V2_0 and V3_0. Cognito puts the scopes of
 * the client into a token; the function suppresses all that are not granted, and adds none. It fails closed: if it throws, Cognito
 * issues no token. The claims `acr`, `amr` and `auth_time` are Cognito's own, which a trigger cannot set.
 *
 * @param grant returns what the token may have; an exception refuses the token
 */
export function tokenTrigger(grant: (request: TokenRequest) => Promise<TokenGrant>) {
  return middy<TokenEvent, AnsweredTokenEvent>()
    .use(baseMiddleware())
    .handler((event, context) =>
      logAndRethrow(
        () => createLogger(invocationKeys(context)),
        'token refused',
        async () => toAnswer(event, await grant(toRequest(event))),
      ),
    );
}

function toRequest({ triggerSource, region, userPoolId, callerContext, request }: TokenEvent): TokenRequest {
  return {
    issuer: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    clientId: callerContext.clientId,
    subject:
      triggerSource === 'TokenGeneration_ClientCredentials'
        ? { kind: 'machine' }
        : {
            kind: 'person',
            id: subjectOf(request),
            groups: request.groupConfiguration?.groupsToOverride ?? [],
            ...emailOf(request),
          },
  };
}

function subjectOf({ userAttributes }: TokenEvent['request']): string {
  const sub = userAttributes?.['sub'];
  if (sub === undefined || sub === '') throw new Error('the token has no subject');
  return sub;
}

/** Attributes of a pool are texts: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
function emailOf({ userAttributes = {} }: TokenEvent['request']) {
  const { email: address, email_verified: isVerified } = userAttributes;
  return address === undefined ? {} : { email: { address, isVerified: isVerified === 'true' } };
}

function toAnswer(event: TokenEvent, { scopes, claims, groups }: TokenGrant): AnsweredTokenEvent {
  const { scopes: requested } = event.request;
  // Without the list, scopes could be in the token that are not suppressed.
  if (requested === undefined) throw new Error('the event has no list of scopes');
  const granted = new Set(scopes);
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: claims,
          scopesToSuppress: requested.filter((scope) => !granted.has(scope) && !OPENID.has(scope)),
        },
        ...(groups === undefined ? {} : { groupOverrideDetails: { groupsToOverride: groups } }),
      },
    },
  };
}
