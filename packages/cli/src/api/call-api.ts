import { type Api, connect } from './connect.ts';
import { findApiUrls } from './find-api-urls.ts';
import { type TargetValues, toTarget } from './target.ts';

/**
 * Runs an action on the API of the target, and sets the exit code that the action returns.
 *
 * @param values of the options that `withTarget` adds
 * @throws Error if the API is not found, and errors of the action
 */
export async function callApi(values: TargetValues, act: (api: Api) => Promise<number>): Promise<void> {
  const api = connect(await findApiUrls(toTarget(values)));
  process.exitCode = await act(api).finally(() => api.close());
}
