import type { Draw } from '../random.ts';
import type { World } from '../world/world.ts';
import { ADMINISTERED, OF_ACCESS } from './lists/lists.ts';
import type { WalkConfig } from './lists/walk.ts';
import { walkList } from './lists/walk-list.ts';
import { asStaff } from './requests.ts';

const COMES_WITHIN_MS = 40_000;
const MAX_CHANGES = 5;
const GROUPS = ['support', 'warehouse', 'finance', 'auditor'];
/** Scopes that none of the groups has by default. */
const SCOPES = ['catalog:write', 'replays:write', 'orders:price'];
/** Scopes for machines. */
const MACHINE_SCOPES = ['orders:read', 'orders:write', 'inventory:read'];
/** Share of the changes that withdraw the groups of a person, or the access of a machine. */
const WITHDRAWN_SHARE = 0.2;
/** A client that is no machine of Tradepost's. */
const OTHER_CLIENT = 'marketplace';
/** Part of the name of the parameter with the client ids of machines. */
const CLIENT_IDS = '/machines/client-ids';

/**
 * Plays an administrator who changes the access of people and groups, and looks at each result. `check-access-reads.ts`
 * compares the answers with what is stored.
 */
export async function administer(
  config: WalkConfig & { readonly world: Pick<World, 'parameters'> },
  draw: Draw,
): Promise<void> {
  const { world, http } = config;
  await world.scheduler.sleep(COMES_WITHIN_MS * draw.unit('administrators come') ** 2);
  for (let place = draw.int('grants', 1, MAX_CHANGES); place > 0; place -= 1) {
    const name = `grant ${place}`;
    const change = draw.pick(`${name} kind`, CHANGES)(draw, name, world);
    await http.send(asStaff({ ...change, headers: { 'if-match': '*' } }), name);
    await http.send(asStaff({ method: 'GET', path: change.path }), `${name} look`);
  }
  await http.send(asStaff({ method: 'GET', path: '/v1/access/groups' }), 'groups look');
  for (const list of OF_ACCESS) await walkList('access walk', list, { ...config, draw });
}

function changeOfPerson(draw: Draw, name: string) {
  const path = `/v1/access/people/${draw.pick(`${name} person`, ADMINISTERED)}`;
  if (draw.chance(`${name} is withdrawn`, WITHDRAWN_SHARE)) return { method: 'DELETE', path };
  const first = draw.pick(`${name} group`, GROUPS);
  const second = draw.pick(`${name} other group`, GROUPS);
  return { method: 'PUT', path, body: { groups: [...new Set([first, second])], reason: 'another team' } };
}

/** Returns the names of the declared machines by their client ids. */
export function machineNamesOf({ parameters }: Pick<World, 'parameters'>): ReadonlyMap<string, string> {
  const [, ids = '{}'] = [...parameters].find(([name]) => name.endsWith(CLIENT_IDS)) ?? [];
  return new Map(Object.entries<string>(JSON.parse(ids)).map(([name, id]) => [id, name]));
}

function changeOfMachine(draw: Draw, name: string, world: Pick<World, 'parameters'>) {
  const clients = [...machineNamesOf(world).keys(), OTHER_CLIENT];
  const path = `/v1/access/machines/${draw.pick(`${name} machine`, clients)}`;
  if (draw.chance(`${name} is withdrawn`, WITHDRAWN_SHARE)) return { method: 'DELETE', path };
  const scopes = MACHINE_SCOPES.filter((scope) => draw.chance(`${name} ${scope}`, 0.5));
  const reach = draw.pick(`${name} reach`, ['own', 'all']);
  return { method: 'PUT', path, body: { scopes, reach, reason: 'another partner' } };
}

function changeOfGroup(draw: Draw, name: string) {
  const path = `/v1/access/groups/${draw.pick(`${name} group`, GROUPS)}`;
  const scopes = SCOPES.filter((scope) => draw.chance(`${name} ${scope}`, 0.5));
  return { method: 'PUT', path, body: { scopes: ['orders:read', ...scopes], reason: 'more to do' } };
}

/** A change of a person is drawn most often. */
const CHANGES = [
  changeOfPerson,
  changeOfPerson,
  changeOfPerson,
  changeOfGroup,
  changeOfGroup,
  changeOfMachine,
];
