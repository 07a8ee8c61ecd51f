import { relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { compareSnapshots } from '@tradepost/reference/compatibility/compare-snapshots';
import { describeDifferences } from '@tradepost/reference/compatibility/describe-differences';
import type { Difference } from '@tradepost/reference/compatibility/difference';
import { type Snapshot, takeSnapshot } from '@tradepost/reference/compatibility/snapshot';
import { EMPTY, readSnapshot, writeSnapshot } from '@tradepost/reference/compatibility/snapshot-files';
import { findOurParties } from './contracts/find-our-parties.ts';
import { type ContractsOptions, parseContractsOptions, USAGE } from './contracts/options.ts';
import { recordBreak } from './contracts/record-break.ts';

/** `pnpm contracts:check` and `pnpm contracts:update`; `--help` has the options. */
async function contracts(options: ContractsOptions): Promise<number> {
  const registry = await loadRegistry();
  const [before, after] = [await readSnapshot(resolve(options.snapshot)), takeSnapshot(registry)];
  if (isDeepStrictEqual(before, after)) {
    console.log(`${countOf(after)} contracts match the snapshot`);
    return 0;
  }
  const differences = compareSnapshots(before ?? EMPTY, after);
  const broken = differences.filter(({ severity }) => severity === 'breaking');
  if (differences.length > 0) console.error(`${await describe(differences, registry, before ?? EMPTY)}\n`);
  if (options.task === 'update') return update(options, after, differences, broken);
  console.error(verdict(broken));
  return 1;
}

async function describe(differences: readonly Difference[], registry: Registry, before: Snapshot) {
  if (differences.every(({ severity }) => severity !== 'breaking'))
    return describeDifferences(differences, () => []);
  const partiesOf = await findOurParties(registry);
  return describeDifferences(differences, (named) =>
    partiesOf(named, before[named.kind][named.contract] ?? {}),
  );
}

function verdict(broken: readonly Difference[]): string {
  return broken.length > 0
    ? `${broken.length} breaking differences: fix them as described above. To accept them: pnpm contracts:update --accept-breaking "why"`
    : 'No difference is breaking, but the snapshot lacks them: run pnpm contracts:update, and commit the files that it writes.';
}

async function update(
  { snapshot, acceptBreaking }: ContractsOptions,
  after: Snapshot,
  differences: readonly Difference[],
  broken: readonly Difference[],
): Promise<number> {
  if (broken.length > 0 && acceptBreaking === undefined) {
    console.error(verdict(broken));
    return 1;
  }
  const folder = resolve(snapshot);
  await writeSnapshot(folder, after);
  if (broken.length > 0 && acceptBreaking !== undefined) {
    const file = await recordBreak(folder, acceptBreaking, broken, new Date().toISOString().slice(0, 10));
    console.log(`the reason was written to ${relative('.', file)}`);
  }
  console.log(`the snapshot has ${countOf(after)} contracts, with ${differences.length} differences added`);
  return 0;
}

function countOf({ schemas: _, ...kinds }: Snapshot): number {
  return Object.values(kinds).reduce((sum, contracts) => sum + Object.keys(contracts).length, 0);
}

process.exitCode = await runCommandLine({
  name: 'contracts:check',
  usage: USAGE,
  parse: parseContractsOptions,
  run: contracts,
  failureCode: 2,
});
