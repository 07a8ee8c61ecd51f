import { wrong } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import { createLocalTokens, isLocal } from '../api/local-tokens.ts';
import { type TargetValues, toTarget } from '../api/target.ts';
import { DEVELOPER, LOCAL_NAMES } from '../start/local-users.ts';
import { signInToStage } from './sign-in-to-stage.ts';

/**
 * Prints an access token, alone on a line.
 *
 * @throws UsageError for options that exclude each other, or an unknown name; Error if there is no token
 */
export async function printToken({
  as,
  fresh = false,
  ...values
}: TargetValues & { readonly as?: string | undefined; readonly fresh?: boolean | undefined }): Promise<void> {
  const target = toTarget(values);
  if ('stage' in target) {
    if (as !== undefined) throw new UsageError('--as is for this machine: with --stage you sign in yourself');
    console.log(await signInToStage(target, { fresh }));
    return;
  }
  if (!isLocal(target.url)) throw new UsageError('a token needs --stage, or the --url of a local cloud');
  if (fresh) throw new UsageError('--fresh needs --stage: on this machine every token is of a new sign-in');
  if (as !== undefined && !LOCAL_NAMES.includes(as))
    throw wrong('--as', `one of ${LOCAL_NAMES.join(', ')}`, as);
  const token = await createLocalTokens(target.url, { name: as ?? DEVELOPER })({});
  if (token === undefined) throw new Error(`${target.url} is no local cloud: it issues no tokens`);
  console.log(token);
}
