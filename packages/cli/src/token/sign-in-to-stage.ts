import { type Stage, withStageParameters } from '../api/stage-parameters.ts';
import { signIn } from './sign-in.ts';

/** Callback URL of the client `cli`, as the stage parameter `signInUrls` has it. */
const REDIRECT_URI = 'http://localhost:4801/callback';

/**
 * Signs the user of this command in to the staff pool of a stage, with the client `cli`.
 *
 * @returns the access token
 * @throws Error that explains why there is none
 */
export async function signInToStage(stage: Stage, { fresh }: { readonly fresh: boolean }): Promise<string> {
  const client = await withStageParameters(stage, async ({ read }) => ({
    issuer: await read('identity/staff-pool/issuer'),
    clientId: await read('identity/cli-client/id'),
  }));
  return signIn({
    ...client,
    redirectUri: REDIRECT_URI,
    fresh,
    // Standard output has the token only.
    onUrl: (url) => console.error(`Open this address in a browser of this machine to sign in:\n\n  ${url}\n`),
  });
}
