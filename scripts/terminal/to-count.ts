/**
 * Takes what is written behind an option; returns it as a number of things.
 *
 * @throws Error in plain words, where it is none
 */
export function toCount(option: string, written: string): number {
  const count = Number(written);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`--${option} ${written} is no number of them`);
}
