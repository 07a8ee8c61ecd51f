import { UsageError } from './usage-error.ts';

/**
 * Names of resources contain the stage's name. `pnpm check:config` checks AWS's limits for a name of this length.
 */
export const MAX_STAGE_LENGTH = 7;

/**
 * Takes the value of `--stage`; returns it as a stage's name.
 *
 * @throws UsageError if it is not one
 */
export function toStage(written: string): string {
  if (/^[a-z][a-z0-9]*$/.test(written) && written.length <= MAX_STAGE_LENGTH) return written;
  throw new UsageError(
    `--stage must be 1 to ${MAX_STAGE_LENGTH} lower-case letters and digits that begin with a letter, such as dev, not ${JSON.stringify(written)}`,
  );
}
