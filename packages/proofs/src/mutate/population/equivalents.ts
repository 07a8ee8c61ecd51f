import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';

/** A change that no caller can notice, found by its content: it stays in the list while other code of the file changes. */
export type Equivalent = Pick<Mutation, 'file' | 'declaration' | 'operator' | 'original'> & {
  /** The new text. Without it, all changes of the original text by the operator are equivalent. */
  readonly replacement?: string;
  /** Why nothing changes, in one line. */
  readonly reason: string;
};

/** Reads the list of equivalent mutations. */
export function readEquivalents(): readonly Equivalent[] {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, 'equivalents.json'), 'utf8'),
  ) as readonly Equivalent[];
}

/** Returns the reason why a mutation is equivalent, or undefined if the list does not have it. */
export function reasonFor(mutation: Mutation, equivalents: readonly Equivalent[]): string | undefined {
  return equivalents.find((each) => matches(each, mutation))?.reason;
}

/**
 * Checks that each entry has a reason and is still about a mutation of the present sources.
 *
 * @throws Error with the entries that are not
 */
export function checkEquivalents(equivalents: readonly Equivalent[], population: readonly Mutation[]): void {
  const wrong = equivalents.filter(
    (each) => each.reason.trim() === '' || !population.some((mutation) => matches(each, mutation)),
  );
  if (wrong.length === 0) return;
  const lines = wrong.map(
    ({ file, declaration, operator, original }) =>
      `  ${file} ${declaration}: ${operator} of ${JSON.stringify(original)}`,
  );
  throw new Error(
    `equivalents.json has entries without a reason, or that match no mutation of the present sources. Correct or remove them:\n${lines.join('\n')}`,
  );
}

function matches(
  { file, declaration, operator, original, replacement }: Equivalent,
  mutation: Mutation,
): boolean {
  return (
    file === mutation.file &&
    declaration === mutation.declaration &&
    operator === mutation.operator &&
    original === mutation.original &&
    (replacement ?? mutation.replacement) === mutation.replacement
  );
}
