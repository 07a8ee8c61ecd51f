import { UsageError } from './usage-error.ts';

/** The name of a stage is part of the names of queues and buckets. */
const STAGE = /^[a-z][a-z0-9]*$/;

/**
 * Takes the value of `--stage`; returns it as a stage's name.
 *
 * @throws UsageError if it is not one
 */
export function toStage(written: string): string {
  if (STAGE.test(written)) return written;
  throw new UsageError(
    `--stage must be lower-case letters and digits, such as dev, not ${JSON.stringify(written)}`,
  );
}
