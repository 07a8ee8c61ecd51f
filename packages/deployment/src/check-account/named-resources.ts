import { fixedNameIn } from '@tradepost/compiled-service/templates/fixed-name';
import { resolveIntrinsics } from '@tradepost/compiled-service/templates/intrinsics';
import { LOOKED_UP_TYPES } from '../aws/find-existing.ts';
import type { Leftover, PlannedService } from './facts.ts';

export type NamedResource = Omit<Leftover, 'deletionScheduled'>;

/**
 * Finds the resources of the templates that have a fixed name, of the types whose names can be looked up. Those whose name
 * refers to another resource have none.
 */
export function namedResources(
  planned: readonly PlannedService[],
  { account, region }: { readonly account: string; readonly region: string },
): readonly NamedResource[] {
  return planned.flatMap(({ service, resources }) =>
    Object.entries(resources).flatMap(([logicalId, { Type: type, Properties = {} }]) => {
      if (!LOOKED_UP_TYPES.includes(type)) return [];
      const name = resolveName(fixedNameIn(type, Properties), account, region);
      return name === undefined ? [] : [{ service, logicalId, type, name }];
    }),
  );
}

function resolveName(value: unknown, account: string, region: string): string | undefined {
  if (value === undefined) return undefined;
  const known: Readonly<Record<string, string>> = { 'AWS::Region': region, 'AWS::AccountId': account };
  const unresolved = (): never => {
    throw new Unresolved();
  };
  try {
    const name = resolveIntrinsics(value, {
      ref: (id) => known[id] ?? unresolved(),
      getAtt: unresolved,
      dynamicReference: unresolved,
    });
    return String(name);
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

class Unresolved extends Error {}
