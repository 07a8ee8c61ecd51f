import { forward } from '@tradepost/local/gateway/forward';
import { type LocalServer, listenLocally } from '@tradepost/local/gateway/http-server';
import { createRouteTable } from '@tradepost/local/gateway/route-table';
import type { PackagedService } from '@tradepost/local/packaging/service-state';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { Pool } from 'undici';
import type { EmulatorApi } from './emulator-api.ts';

/**
 * One address for all deployed APIs, as a domain of one's own gives it: each request goes to the REST API, or to the HTTP
 * API, whose template has its route. The emulator takes both below `/_aws/execute-api/`.
 */
export async function startApiFront(
  emulator: EmulatorApi,
  services: readonly PackagedService[],
  stage: string,
): Promise<LocalServer> {
  const table = createRouteTable(readTemplates(services, ANYWHERE).routes);
  const pool = new Pool(emulator.url);
  const server = await listenLocally(0, async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const route = table.find(method, url.split('?')[0] ?? url);
    // Asked for each time: an API that is deployed anew has another id.
    const api =
      route?.kind === 'rest'
        ? `${await restApiId(`${stage}-tradepost-${route.service}`)}/${stage}`
        : await httpApiId(`tradepost-${stage}`);
    await forward(request, response, pool, { path: `/_aws/execute-api/${api}${url}` });
  });

  async function restApiId(name: string): Promise<string> {
    const { item } = JSON.parse(await emulator.get('/restapis')) as { item: { id: string; name: string }[] };
    return item.find((each) => each.name === name)?.id ?? notDeployed(name);
  }

  async function httpApiId(name: string): Promise<string> {
    const { items } = JSON.parse(await emulator.get('/v2/apis')) as {
      items: { apiId: string; name: string }[];
    };
    return items.find((each) => each.name === name)?.apiId ?? notDeployed(name);
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
