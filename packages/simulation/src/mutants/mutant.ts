import type { CloudDescription } from '@tradepost/local/templates/read-templates';
import type { Patch } from '../code/bundle-services.ts';

/** A plausible bug: a change of sources, or of the compiled templates. */
export type Mutant = {
  readonly name: string;
  readonly patches: readonly Patch[];
  readonly declared?: { readonly find: string; readonly replace: string };
  /** The scenario in which it is tried. Without it, ordinary runs are used. */
  readonly scenario?: string;
};

/** Creates a mutant that changes one place in one source. */
export function inSource(name: string, file: string, find: string, replace: string): Mutant {
  return { name, patches: [{ file, find, replace }] };
}

/** Creates a mutant that changes the JSON of the workflows, rules and event source mappings. */
export function inTemplates(name: string, find: string, replace: string): Mutant {
  return { name, patches: [], declared: { find, replace } };
}

/** Returns the templates' declarations with a mutant's change. Throws if the change does not fit exactly once. */
export function mutateDeclared(description: CloudDescription, { name, declared }: Mutant): CloudDescription {
  if (declared === undefined) return description;
  const { stateMachines, rules, eventSourceMappings } = description;
  const text = JSON.stringify({ stateMachines, rules, eventSourceMappings });
  const count = text.split(declared.find).length - 1;
  if (count !== 1) throw new Error(`the mutant "${name}" fits ${count} times, not once`);
  return { ...description, ...JSON.parse(text.replace(declared.find, () => declared.replace)) };
}
