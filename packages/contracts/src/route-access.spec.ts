import * as z from 'zod/mini';
import { ACT_NAMES, ACTS_OF_WORKFLOWS } from './audit/acts.ts';
import { type Access, defineRoute, takesToken } from './define-route.ts';
import { loadRegistry } from './registry.ts';

const route = {
  service: 'jars',
  method: 'GET',
  path: '/v1/jars',
  summary: 'List jars.',
  success: { status: 200, body: z.object({}) },
} as const;

describe('the acts of routes', () => {
  it('are recorded by every route that needs a recent sign-in', async () => {
    const { routes } = await loadRegistry();
    const needsSignIn = routes.filter(({ contract: { access } }) => 'stepUp' in access);
    expect(needsSignIn.length).toBeGreaterThan(10);
    expect(needsSignIn.filter(({ contract: { records } }) => records.length === 0)).toEqual([]);
  });

  it('are those that the audit log has, beside those of workflows', async () => {
    const { routes } = await loadRegistry();
    const recorded = new Set(routes.flatMap(({ contract: { records } }) => records));
    expect([...recorded, ...ACTS_OF_WORKFLOWS].toSorted()).toEqual([...ACT_NAMES].toSorted());
  });
});

describe('a route', () => {
  it('does not compile without access', () => {
    // @ts-expect-error: access is missing.
    expect(defineRoute(route).access).toBeUndefined();
    const withScope = { kind: 'staff', scope: 'orders:read', machines: false } as const;
    expect(takesToken(defineRoute({ ...route, access: withScope }))).toBe(true);
  });

  it('does not compile with an unknown scope, or without the decision about machines', () => {
    // @ts-expect-error: there is no such scope.
    const unknown: Access = { kind: 'staff', scope: 'orders:everything', machines: true };
    // @ts-expect-error: machines is missing.
    const undecided: Access = { kind: 'staff', scope: 'orders:read' };
    expect([unknown.kind, undecided.kind]).toEqual(['staff', 'staff']);
  });

  it('of this repository has an access of a known kind', async () => {
    const { routes } = await loadRegistry();
    const kinds = new Set(routes.map(({ contract }) => contract.access.kind));
    for (const kind of kinds)
      expect(['public', 'signed', 'orderToken', 'cartToken', 'customer', 'staff']).toContain(kind);
  });
});
