import type { Draw } from '../random.ts';
import { ADMINISTERED, OF_ACCESS } from './lists/lists.ts';
import type { WalkConfig } from './lists/walk.ts';
import { walkList } from './lists/walk-list.ts';
import { asStaff } from './requests.ts';

const COMES_WITHIN_MS = 40_000;
const MAX_CHANGES = 5;
const GROUPS = ['support', 'warehouse', 'finance', 'auditor'];
/** Scopes that none of the groups has by default. */
const SCOPES = ['catalog:write', 'replays:write', 'orders:price'];
/** Shares of the changes that withdraw the groups of a person, and that change the scopes of a group. */
const WITHDRAWN_SHARE = 0.2;
const OF_GROUP_SHARE = 0.35;

/**
 * Plays an administrator who changes the access of people and groups, and looks at each result. `check-access-reads.ts`
 * compares the answers with what is stored.
 */
export async function administer(config: WalkConfig, draw: Draw): Promise<void> {
  const { world, http } = config;
  await world.scheduler.sleep(COMES_WITHIN_MS * draw.unit('administrators come') ** 2);
  for (let place = draw.int('grants', 1, MAX_CHANGES); place > 0; place -= 1) {
    const name = `grant ${place}`;
    const isOfGroup = draw.chance(`${name} of group`, OF_GROUP_SHARE);
    const change = isOfGroup ? changeOfGroup(draw, name) : changeOfPerson(draw, name);
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

function changeOfGroup(draw: Draw, name: string) {
  const path = `/v1/access/groups/${draw.pick(`${name} group`, GROUPS)}`;
  const scopes = SCOPES.filter((scope) => draw.chance(`${name} ${scope}`, 0.5));
  return { method: 'PUT', path, body: { scopes: ['orders:read', ...scopes], reason: 'more to do' } };
}
