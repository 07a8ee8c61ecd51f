import { GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import type { ApiUrls } from '@tradepost/cli/api/connect';
import type { Context } from './context.ts';

/** The emulator serves both kinds of APIs below this path. Each deployed API has an id of its own. */
const API_PATH = '/_aws/execute-api';

/** Finds the addresses of a deployed stage. Throws Error if its platform or its catalogue is not deployed. */
export async function findAddresses(
  { clients, emulator }: Pick<Context, 'clients' | 'emulator'>,
  stage: string,
): Promise<Required<ApiUrls>> {
  const { items: restApis = [] } = await clients.apiGateway.send(new GetRestApisCommand({ limit: 500 }));
  const httpApi = (await emulator.httpApis()).find(({ name }) => name === `tradepost-${stage}`);
  const restApi = restApis.find(({ name }) => name === `tradepost-${stage}-catalog`);
  if (httpApi === undefined || restApi === undefined) throw new Error(`${stage} lacks an API`);
  return {
    url: `${emulator.url}${API_PATH}/${httpApi.apiId}`,
    catalogUrl: `${emulator.url}${API_PATH}/${restApi.id}/${stage}`,
  };
}
