import { createHash, randomBytes } from 'node:crypto';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { TokenSource } from '@tradepost/client/token-source';
import { ROLES } from '@tradepost/contracts/access/roles';
import { RESOURCE_SERVER, SCOPES } from '@tradepost/contracts/access/scopes';
import type { Context } from './context.ts';
import type { EmulatorApi } from './emulator-api.ts';

const EMAIL = 'rehearsal@example.com';
const PASSWORD = 'Rehearsal-1-rehearsal';
/** Access tokens are valid for 15 minutes. */
const RENEWED_AFTER_MS = 10 * 60_000;
const OAUTH_SCOPES = Object.keys(SCOPES).map((scope) => `${RESOURCE_SERVER}/${scope}`);

/**
 * Creates a person with every role in the staff pool of a deployed stage, and returns the source of the person's access
 * tokens. Each is of a sign-in as a browser does it, with the authorization code flow and PKCE, so that the pool's trigger
 * decides on it.
 */
export async function signInToStage(
  { clients, emulator }: Pick<Context, 'clients' | 'emulator'>,
  stage: string,
): Promise<TokenSource> {
  const read = async (name: string): Promise<string> => {
    const Name = `/tradepost/${stage}/identity/${name}`;
    return (await clients.ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';
  };
  const [UserPoolId, ClientId] = [await read('staff-pool/id'), await read('cli-client/id')];
  await createPerson(emulator, UserPoolId);
  const { UserPoolClient } = await emulator.cognito('DescribeUserPoolClient', { UserPoolId, ClientId });
  const [redirectUri = ''] = (UserPoolClient as { readonly CallbackURLs: readonly string[] }).CallbackURLs;
  let known: { readonly token: string; readonly atMs: number } | undefined;
  return async ({ rejected }) => {
    if (known === undefined || known.token === rejected || Date.now() - known.atMs > RENEWED_AFTER_MS)
      known = { token: await signIn(emulator.url, ClientId, redirectUri), atMs: Date.now() };
    return known.token;
  };
}

async function createPerson({ cognito }: EmulatorApi, UserPoolId: string): Promise<void> {
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
  for (const GroupName of Object.keys(ROLES)) await cognito('AdminAddUserToGroup', { ...person, GroupName });
}

/** Submits the form of the emulator's login page, and exchanges the code for a token. */
async function signIn(url: string, clientId: string, redirectUri: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const form = {
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code' },
    ...{ scope: ['openid', ...OAUTH_SCOPES].join(' '), username: EMAIL, password: PASSWORD },
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
  const exchange = {
    ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri },
    ...{ code, code_verifier: verifier },
  };
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(exchange) });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined)
    throw new Error(`the exchange of the code answers ${answer.status} without a token`);
  return token;
}
