import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';

/** A random sample: the number of texts of each kind and area, and the seed that selects them. */
export type SampleOptions = { readonly size: number; readonly seed: number };

export type LanguageOptions = { readonly root: string; readonly sampleOf: SampleOptions | undefined };

export const USAGE = `Checks the texts that people read (comments, test names, descriptions, messages, documentation) for words that the glossary
replaces, for sentences that start with "What" or "Whether", and for quotation marks that are not straight.

  pnpm check:language [options]

  --sample NUMBER  prints that many random texts of each kind and area instead, to be read by a person
  --seed NUMBER    selects the sample (1)
  --root FOLDER    the repository to read (this one)

Exit code: 0 if nothing is found, 1 if something is, 2 for a wrong command line.`;

/**
 * Takes the command line's arguments; returns the options.
 *
 * @throws Error if they are wrong
 */
export function parseLanguageOptions(args: readonly string[]): LanguageOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      root: { type: 'string', default: join(import.meta.dirname, '..', '..', '..', '..') },
    },
  });
  const seed = toWholeNumber('seed', values.seed);
  const sampleOf =
    values.sample === undefined ? undefined : { size: toWholeNumber('sample', values.sample), seed };
  return { root: values.root, sampleOf };
}
