import type { CloudDescription } from '@tradepost/local/templates/read-templates';
import type { Code } from '@tradepost/simulation/code/load-code';
import { runSeed, type SeedOptions } from '@tradepost/simulation/run-seed';
import { shrink } from '@tradepost/simulation/runner/shrink';

/** No seed has more orders than this. */
const MAX_PLACES = 8;

/**
 * Runs one seed and tells what happens in it: all of it, or the shortest run that still breaks the same promise.
 *
 * @returns whether it broke one
 */
export async function tellStory(
  code: Code,
  description: CloudDescription,
  seed: number,
  isWhole: boolean,
): Promise<boolean> {
  const run = (options: Omit<SeedOptions, 'seed'> = {}) => runSeed(code, description, { seed, ...options });
  const tell = (atMs: number, line: string) => process.stdout.write(`${describeTime(atMs)}  ${line}\n`);
  if (isWhole) {
    const whole = await run({ tell });
    return conclude(seed, whole.violations);
  }
  const first = await run();
  if (first.violations.length === 0) return conclude(seed, []);
  const places = Array.from({ length: MAX_PLACES }, (_none, place) => place);
  const omissions = await shrink(first, places, run);
  const told = await run({ ...omissions, tell });
  process.stdout.write(`${first.faults.length} faults, of which these are enough:\n`);
  for (const fault of told.faults) process.stdout.write(`  ${fault.id}\n`);
  return conclude(seed, told.violations);
}

function conclude(
  seed: number,
  violations: readonly { readonly invariant: string; readonly what: string }[],
): boolean {
  if (violations.length === 0) process.stdout.write(`seed ${seed}: every promise was kept\n`);
  for (const { invariant, what } of violations)
    process.stdout.write(`seed ${seed} broke «${invariant}»: ${what}\n`);
  if (violations.length > 0) process.stdout.write(`pnpm simulate --seed ${seed} --trace  tells all of it\n`);
  return violations.length > 0;
}

/** `0:01:23.456` of virtual time. */
function describeTime(ms: number): string {
  return new Date(ms).toISOString().slice(ms < 86_400_000 ? 11 : 8, 23);
}
