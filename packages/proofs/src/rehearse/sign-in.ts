import { createHash, randomBytes } from 'node:crypto';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { TokenSource } from '@tradepost/client/token-source';
import { type MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import { CUSTOMER_SCOPE, RESOURCE_SERVER, SCOPES } from '@tradepost/contracts/access/scopes';
import type { Context } from './context.ts';
import type { EmulatorApi } from './emulator-api.ts';

type Stage = Pick<Context, 'clients' | 'emulator'> & { readonly stage: string };

/** A sign-in: the user pool (`staff` or `customer`), the app client, the groups of the person, and the requested scopes. */
type SignIn = {
  readonly pool: string;
  readonly client: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
};

const STAFF = { pool: 'staff', client: 'cli', groups: Object.keys(ROLES), scopes: Object.keys(SCOPES) };
const CUSTOMER = { pool: 'customer', client: 'storefront', groups: [], scopes: [CUSTOMER_SCOPE] };

const EMAIL = 'rehearsal@example.com';
const PASSWORD = 'Rehearsal-1-rehearsal';
/** Access tokens are valid for 15 minutes. */
const RENEWED_AFTER_MS = 10 * 60_000;

/** Creates a person with every role in the staff pool of a deployed stage; returns the source of the person's access tokens. */
export function signInStaff(stage: Stage): Promise<TokenSource> {
  return signInPerson(stage, STAFF);
}

/** Creates a customer in the pool of a deployed stage; returns the source of the customer's access tokens. */
export function signInCustomer(stage: Stage): Promise<TokenSource> {
  return signInPerson(stage, CUSTOMER);
}

/** Returns an access token of a machine that a stage declares, by the client credentials grant. */
export async function machineToken(stage: Stage, machine: keyof typeof MACHINES): Promise<string> {
  const ids = JSON.parse(await read(stage, 'machines/client-ids')) as Readonly<Record<string, string>>;
  const ClientId = ids[machine] ?? '';
  const UserPoolId = await read(stage, 'staff-pool/id');
  const { ClientSecret } = await describeClient(stage.emulator, UserPoolId, ClientId);
  return exchange(stage.emulator.url, {
    ...{ grant_type: 'client_credentials', client_id: ClientId },
    client_secret: String(ClientSecret),
  });
}

/** Each token is of a sign-in as a browser does it, so that the pool's trigger decides on it. */
async function signInPerson(stage: Stage, signIn: SignIn): Promise<TokenSource> {
  const { emulator } = stage;
  const UserPoolId = await read(stage, `${signIn.pool}-pool/id`);
  const ClientId = await read(stage, `${signIn.client}-client/id`);
  await createPerson(emulator, UserPoolId, signIn.groups);
  const { CallbackURLs } = await describeClient(emulator, UserPoolId, ClientId);
  const [redirectUri = ''] = CallbackURLs as readonly string[];
  let known: { readonly token: string; readonly atMs: number } | undefined;
  return async ({ rejected }) => {
    if (known === undefined || known.token === rejected || Date.now() - known.atMs > RENEWED_AFTER_MS) {
      const token = await logIn(emulator.url, ClientId, redirectUri, signIn.scopes);
      known = { token, atMs: Date.now() };
    }
    return known.token;
  };
}

async function read({ clients, stage }: Stage, name: string): Promise<string> {
  const Name = `/tradepost/${stage}/identity/${name}`;
  return (await clients.ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';
}

async function describeClient({ cognito }: EmulatorApi, UserPoolId: string, ClientId: string) {
  const { UserPoolClient } = await cognito('DescribeUserPoolClient', { UserPoolId, ClientId });
  return UserPoolClient as Readonly<Record<string, unknown>>;
}

async function createPerson(
  { cognito }: EmulatorApi,
  UserPoolId: string,
  groups: readonly string[],
): Promise<void> {
  const person = { UserPoolId, Username: EMAIL };
  await cognito('AdminCreateUser', {
    ...person,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
    UserAttributes: [
      { Name: 'email', Value: EMAIL },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
  await cognito('AdminSetUserPassword', { ...person, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) await cognito('AdminAddUserToGroup', { ...person, GroupName });
}

/** Submits the form of the emulator's login page (authorization code flow with PKCE), and exchanges the code for a token. */
async function logIn(
  url: string,
  clientId: string,
  redirectUri: string,
  scopes: readonly string[],
): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const form = {
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code' },
    scope: ['openid', ...scopes.map((scope) => `${RESOURCE_SERVER}/${scope}`)].join(' '),
    ...{ username: EMAIL, password: PASSWORD },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const login = await fetch(`${url}/login`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const code = new URL(login.headers.get('location') ?? url).searchParams.get('code');
  if (code === null) throw new Error(`the sign-in answers ${login.status}: ${await login.text()}`);
  return exchange(url, {
    ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri },
    ...{ code, code_verifier: verifier },
  });
}

/** Exchanges a grant for an access token. */
async function exchange(url: string, grant: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined)
    throw new Error(`the grant ${grant['grant_type']} is answered with ${answer.status} and no token`);
  return token;
}
