import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Patch } from '../syntax/apply-patch.ts';
import { changeAt, type Path } from './change-at.ts';

/** A plausible bug: a change of sources, or of the compiled templates. */
export type Mutant = {
  readonly name: string;
  /** The promise that it breaks. */
  readonly caughtBy: string;
  readonly patches: readonly Patch[];
  readonly declared?: DeclaredChange;
  /** The scenario in which it is tried. Without it, ordinary runs are used. */
  readonly scenario?: string;
  /** If true, other versions are served beside it, which do not have the bug. */
  readonly isBesideVersions?: boolean;
};

/** A change of one value of the workflows, rules and event source mappings. Without `to`, the value is removed. */
export type DeclaredChange = { readonly at: Path; readonly from?: unknown; readonly to?: unknown };

/** Creates a mutant that changes sources, at the places that its patches find. */
export function inSource(name: string, caughtBy: string, ...patches: readonly Patch[]): Mutant {
  return { name, caughtBy, patches };
}

/** Takes a mutant; returns one that is tried in runs with other versions of the services. */
export function besideVersions(mutant: Mutant): Mutant {
  return { ...mutant, isBesideVersions: true };
}

/** Creates a mutant that changes the declared workflows, rules and event source mappings. */
export function inTemplates(name: string, caughtBy: string, declared: DeclaredChange): Mutant {
  return { name, caughtBy, patches: [], declared };
}

/**
 * Returns the templates' declarations with a mutant's change.
 *
 * @throws if its path does not lead to exactly one value, or leads to another value than `from`
 */
export function mutateDeclared(description: CloudDescription, { name, declared }: Mutant): CloudDescription {
  if (declared === undefined) return description;
  const { stateMachines, rules, eventSourceMappings } = description;
  try {
    return { ...description, ...changeAt({ stateMachines, rules, eventSourceMappings }, declared) };
  } catch (error) {
    throw new Error(`the mutant "${name}": ${(error as Error).message}`, { cause: error });
  }
}
