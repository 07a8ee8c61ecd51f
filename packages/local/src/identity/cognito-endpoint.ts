import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import type { Pool, PoolUser } from './pools.ts';
import type { UserStore } from './user-store.ts';

type Input = {
  readonly UserPoolId?: string;
  readonly Username?: string;
  readonly UserAttributes?: readonly { readonly Name?: string; readonly Value?: string }[];
};

/** Users of this machine have no date of their own. */
const CREATED_SECONDS = 0;

/**
 * Creates an endpoint with the part of Cognito's admin API that changes users of this machine: AdminGetUser,
 * AdminUpdateUserAttributes (`email` with `email_verified`), AdminUserGlobalSignOut and AdminDeleteUser. A user is found by
 * username, subject or e-mail address.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export function createCognitoEndpoint(pools: readonly Pool[], store: UserStore): AwsHandler {
  const find = (input: Input) => findUser(pools, input);
  return createJsonApi<Input>('CognitoIdentityProvider', {
    AdminGetUser: (input) => toAnswer(find(input).user),
    AdminUpdateUserAttributes: (input) => {
      const { pool, user } = find(input);
      const { email, isVerified } = toChange(input, user);
      const isTaken = pool.users.some((other) => other.sub !== user.sub && isSame(other.email, email));
      if (isTaken) throw awsError('AliasExistsException', 'An account with the given email already exists.');
      store.setEmail(pool.id, user.sub, email, isVerified);
    },
    AdminUserGlobalSignOut: (input) => {
      const { pool, user } = find(input);
      store.signOut(pool.id, user.sub);
    },
    AdminDeleteUser: (input) => {
      const { pool, user } = find(input);
      store.remove(pool.id, user.sub);
    },
  });
}

function findUser(pools: readonly Pool[], { UserPoolId = '', Username = '' }: Input) {
  const pool = pools.find(({ id }) => id === UserPoolId);
  if (pool === undefined)
    throw awsError('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`);
  const user = pool.users.find(
    ({ username, sub, email }) => [username, sub].includes(Username) || isSame(email, Username),
  );
  if (user === undefined) throw awsError('UserNotFoundException', 'User does not exist.');
  return { pool, user };
}

/** E-mail addresses are case-insensitive in the pools of this repository. */
function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/**
 * A new address that is not verified with it is stored only after its owner has verified it, which this machine cannot do.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
 */
function toChange({ UserAttributes = [] }: Input, user: PoolUser) {
  const given = new Map(UserAttributes.map(({ Name = '', Value = '' }) => [Name, Value]));
  const unknown = [...given.keys()].find((name) => !['email', 'email_verified'].includes(name));
  if (unknown !== undefined)
    throw awsError(
      'UnsupportedOperationException',
      `the attribute ${unknown} is not supported by the local cloud`,
    );
  const email = given.get('email') ?? user.email;
  if (email === undefined || email === '')
    throw awsError('InvalidParameterException', 'Invalid email address format.');
  const verified = given.get('email_verified');
  if (given.has('email') && verified !== 'true')
    throw awsError(
      'UnsupportedOperationException',
      'email without email_verified "true" is not supported by the local cloud',
    );
  return { email, isVerified: verified === undefined ? (user.isEmailVerified ?? true) : verified === 'true' };
}

function toAnswer({ username, sub, email, isEmailVerified = true }: PoolUser): object {
  return {
    Username: username,
    UserAttributes: [
      { Name: 'sub', Value: sub },
      ...(email === undefined
        ? []
        : [
            { Name: 'email', Value: email },
            { Name: 'email_verified', Value: String(isEmailVerified) },
          ]),
    ],
    UserCreateDate: CREATED_SECONDS,
    UserLastModifiedDate: CREATED_SECONDS,
    Enabled: true,
    UserStatus: 'CONFIRMED',
  };
}
