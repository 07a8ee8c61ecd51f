import type { TokenSource } from '@tradepost/client/token-source';
import { UsageError } from '@tradepost/command-line/usage-error';
import { isLocal } from './local-tokens.ts';
import type { CallerValues, Target } from './target.ts';

/**
 * Returns the source of the caller's tokens: `--token`, or else `TRADEPOST_TOKEN`. Undefined if there is none and the API is on
 * this machine, where `connect` has a default.
 *
 * @throws UsageError if another API is called without a token
 */
export function toToken(target: Target, { token: given }: CallerValues): TokenSource | undefined {
  const token = given ?? process.env['TRADEPOST_TOKEN'] ?? '';
  if (token !== '') return () => token;
  if ('url' in target && isLocal(target.url)) return undefined;
  throw new UsageError(
    'an access token is needed: export TRADEPOST_TOKEN=$(pnpm -s tradepost token --stage NAME) signs you in; --token takes one, too',
  );
}
