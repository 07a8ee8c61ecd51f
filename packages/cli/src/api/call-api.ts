import { type Api, connect } from './connect.ts';
import { findApiUrls } from './find-api-urls.ts';
import { type CallerValues, type TargetValues, toTarget } from './target.ts';
import { toToken } from './to-token.ts';

/**
 * Runs an action on the API of the target, and sets the exit code that the action returns.
 *
 * @param values of the options that `withCaller` adds
 * @throws UsageError if a token is needed and there is none; Error if the API is not found, and errors of the action
 */
export async function callApi(
  values: TargetValues & CallerValues,
  act: (api: Api) => Promise<number>,
): Promise<void> {
  const target = toTarget(values);
  const token = toToken(target, values);
  const api = connect({ ...(await findApiUrls(target)), token });
  try {
    process.exitCode = await act(api);
  } finally {
    await api.close();
  }
}
