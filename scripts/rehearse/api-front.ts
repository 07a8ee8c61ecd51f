import { GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { forward } from '@tradepost/local/gateway/forward';
import { type LocalServer, listenLocally } from '@tradepost/local/gateway/http-server';
import { createRouteTable } from '@tradepost/local/gateway/route-table';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { Pool } from 'undici';
import type { Context } from './context.ts';

/**
 * One address for all deployed APIs, as a custom domain is: forwards each request to the HTTP API or the REST API whose
 * template has its route. The emulator serves both below `/_aws/execute-api/`.
 */
export async function startApiFront(
  { clients, emulator }: Pick<Context, 'clients' | 'emulator'>,
  services: readonly PackagedService[],
  stage: string,
): Promise<LocalServer> {
  const table = createRouteTable(readTemplates(services, ANYWHERE).routes);
  const pool = new Pool(emulator.url);
  const server = await listenLocally(0, async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const route = table.find(method, url.split('?')[0] ?? url);
    // Looked up for each request: an API that is deployed again has another id.
    const api =
      route?.kind === 'rest'
        ? `${await restApiId(`tradepost-${stage}-${route.service}`)}/${stage}`
        : await httpApiId(`tradepost-${stage}`);
    await forward(request, response, pool, { path: `/_aws/execute-api/${api}${url}` });
  });

  async function restApiId(name: string): Promise<string> {
    const { items = [] } = await clients.apiGateway.send(new GetRestApisCommand({ limit: 500 }));
    return items.find((each) => each.name === name)?.id ?? notDeployed(name);
  }

  async function httpApiId(name: string): Promise<string> {
    return (await emulator.httpApis()).find((each) => each.name === name)?.apiId ?? notDeployed(name);
  }

  return {
    ...server,
    stop: async () => {
      await server.stop();
      await pool.destroy();
    },
  };
}

function notDeployed(name: string): never {
  throw new Error(`there is no API ${name}`);
}
