import { UsageError } from './usage-error.ts';

/** Enough for every count, and a safe integer in milliseconds. */
const MOST = 1_000_000_000;

/**
 * Takes the value of an option; returns it as a whole number.
 *
 * @param bounds the least and the largest number that is taken (1 to a billion)
 * @throws UsageError if it is not one
 */
export function toWholeNumber(
  option: string,
  written: string,
  { least = 1, most = MOST }: { readonly least?: number; readonly most?: number } = {},
): number {
  const value = Number(written);
  if (/^\d{1,16}$/.test(written) && value >= least && value <= most) return value;
  throw new UsageError(
    `--${option} must be a whole number from ${least} to ${most}, not ${JSON.stringify(written)}`,
  );
}
