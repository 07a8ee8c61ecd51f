import { type Shop, waitFor } from '../e2e/shop.ts';
import type { EmulatorApi } from './emulator-api.ts';
import { LISTED_KINDS, takeInventory } from './inventory.ts';
import { startOrderFlow } from './order-flow.ts';
import type { Stage } from './stage.ts';

export type Act = {
  readonly shop: Shop;
  readonly stage: Stage;
  readonly emulator: EmulatorApi;
  /** Tells a result. */
  readonly say: (what: string) => void;
};

/** What is sold while something else happens, and more of it than ever flows. */
const FLOWING = { sku: 'FLOWING', units: 1_000_000 };
/** How many orders are placed before a change, and after it, at least. */
const ORDERS_ON_EACH_SIDE = 10;
/** A parameter of every service that each of its functions has in its environment. */
const CHANGE = { logLevel: 'DEBUG' };

/**
 * Deploys a change to one service alone while orders flow. Throws where an order is lost, where a function of the
 * service has not changed, or where another stack has.
 */
export async function changeWhileOrdersFlow(act: Act, service: string): Promise<void> {
  await act.shop.sell(FLOWING.sku, FLOWING.units);
  const before = await stackTimes(act.emulator);
  const orders = await whileOrdersFlow(act.shop, () => act.stage.deployChanged(service, CHANGE));
  const after = await stackTimes(act.emulator);
  const changed = [...after].filter(([stack, time]) => before.get(stack) !== time).map(([stack]) => stack);
  if (changed.length !== 1 || !changed[0]?.endsWith(`-${service}`))
    throw new Error(`the change to ${service} was deployed to ${changed.join(', ') || 'no stack'}`);
  const functions = await functionsOf(act.emulator, service);
  const unchanged = functions.filter(({ logLevel }) => logLevel !== CHANGE.logLevel);
  if (functions.length === 0 || unchanged.length > 0)
    throw new Error(
      `not changed: ${unchanged.map(({ name }) => name).join(', ') || 'there are no functions'}`,
    );
  act.say(`changed ${service} alone while orders flowed: ${orders} placed, ${orders} confirmed`);
}

/** Removes a service of which the others know all that they need. Throws where an order is lost. */
export async function removeOneWhileOrdersFlow(act: Act, service: string): Promise<void> {
  const orders = await whileOrdersFlow(act.shop, () => act.stage.remove([service]));
  act.say(`removed ${service} while orders flowed: ${orders} placed, ${orders} confirmed`);
}

/** Functions of an HTTP API and of the REST API, with a route of each and what it answers to a caller without a token. */
const WITHOUT_SWITCH = [
  { functionName: 'orders-list-orders', path: '/v1/orders', expected: 401 },
  { functionName: 'catalog-list-admin-products', path: '/v1/admin/products', expected: 401 },
  { functionName: 'catalog-list-products', path: '/v1/products', expected: 200 },
];

/**
 * Takes the adaptation `OPEN_ACCESS` from some functions, so that they are as on AWS, calls them without a token, and gives
 * it back. Throws where one for staff does not answer 401, or a public one does not answer.
 */
export async function requireTokens({ emulator, say }: Act, url: string, stage: string): Promise<void> {
  for (const { functionName, path, expected } of WITHOUT_SWITCH) {
    const resource = `/2015-03-31/functions/tradepost-${stage}-${functionName}`;
    const { Configuration } = JSON.parse(await emulator.get(resource)) as {
      Configuration: { Environment: { Variables: Record<string, string> } };
    };
    const { OPEN_ACCESS, ...asDeployed } = Configuration.Environment.Variables;
    if (OPEN_ACCESS === undefined) throw new Error(`${functionName} was not adapted`);
    const setVariables = (Variables: Record<string, string>) =>
      emulator.put(`${resource}/configuration`, { Environment: { Variables } });
    await setVariables(asDeployed);
    const { status } = await fetch(`${url}${path}`);
    await setVariables({ ...asDeployed, OPEN_ACCESS });
    if (status !== expected) throw new Error(`GET ${path} answers ${status} without a token`);
  }
  say('without OPEN_ACCESS, as on AWS, routes for staff answer 401 and public ones 200');
}

/** Throws where the inventory has nothing of a kind: what is never seen could not be seen to be left. */
export async function requireAllKinds({ emulator }: Act): Promise<void> {
  const found = await takeInventory(emulator);
  const unseen = LISTED_KINDS.filter((kind) => found[kind] === undefined);
  if (unseen.length > 0) throw new Error(`the inventory has none of ${unseen.join(', ')}`);
}

/** Removes services, after which there must be nothing left of any. Throws where something is. */
export async function removeAll(act: Act, services: readonly string[]): Promise<void> {
  await act.stage.remove(services);
  const left = Object.entries(await takeInventory(act.emulator));
  if (left.length > 0)
    throw new Error(`left over: ${left.map(([kind, names]) => `${kind}: ${names.join(', ')}`).join('; ')}`);
  act.say(`removed: ${services.join(', ')}; nothing is left`);
}

/** Sells one thing in a shop that has just been deployed. */
export async function sellOne(shop: Shop): Promise<void> {
  await shop.sell(FLOWING.sku, 1);
  const { id } = await shop.place({ sku: FLOWING.sku, quantities: [1] });
  const { status } = await shop.ended(id);
  if (status !== 'confirmed') throw new Error(`an order is ${status}`);
}

/** Returns how many orders were placed, all of them confirmed, and each of them counted in the stock once. */
async function whileOrdersFlow(shop: Shop, change: () => Promise<void>): Promise<number> {
  const { reserved: reservedBefore } = await shop.stockOf(FLOWING.sku);
  const flow = startOrderFlow(shop, FLOWING.sku);
  const untilPlaced = (count: number) =>
    waitFor(`${count} orders to be placed`, async () => (flow.placed() >= count ? true : undefined));
  try {
    await untilPlaced(ORDERS_ON_EACH_SIDE);
    await change();
    await untilPlaced(flow.placed() + ORDERS_ON_EACH_SIDE);
  } catch (error) {
    await flow.stop().catch(() => undefined);
    throw error;
  }
  const { length } = await flow.stop();
  const { reserved } = await shop.stockOf(FLOWING.sku);
  if (reserved - reservedBefore !== length)
    throw new Error(
      `${length} orders of one unit were confirmed, and ${reserved - reservedBefore} are reserved`,
    );
  return length;
}

/** When each stack was last updated. */
async function stackTimes({ query }: EmulatorApi): Promise<ReadonlyMap<string, string>> {
  const xml = await query('cloudformation', { Action: 'DescribeStacks', Version: '2010-05-15' });
  const found = xml.matchAll(/<StackName>([^<]+)<\/StackName>.*?<LastUpdatedTime>([^<]+)</gs);
  return new Map([...found].map(([, name = '', time = '']) => [name, time]));
}

async function functionsOf(
  { get }: EmulatorApi,
  service: string,
): Promise<readonly { readonly name: string; readonly logLevel: string | undefined }[]> {
  const { Functions } = JSON.parse(await get('/2015-03-31/functions/')) as {
    Functions: { FunctionName: string; Environment: { Variables: Record<string, string> } }[];
  };
  return Functions.filter(
    ({ Environment }) => Environment.Variables['POWERTOOLS_SERVICE_NAME'] === service,
  ).map(({ FunctionName, Environment }) => ({
    name: FunctionName,
    logLevel: Environment.Variables['LOG_LEVEL'],
  }));
}
