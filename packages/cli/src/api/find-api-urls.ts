import type { ApiUrls } from './connect.ts';
import { withStageParameters } from './stage-parameters.ts';
import type { Target } from './target.ts';

/**
 * Returns the addresses of a target's APIs. Those of a stage are parameters of its platform and its catalogue, read with the
 * credentials that the AWS SDK finds. A stage without a deployed catalogue has one address.
 *
 * @throws Error that explains why there is no address
 */
export async function findApiUrls(target: Target): Promise<ApiUrls> {
  if ('url' in target) return target;
  return withStageParameters(target, async ({ read, find }) => {
    const url = await read('platform/http-api/url');
    return { url, catalogUrl: (await find('catalog/rest-api/url')) ?? url };
  });
}
