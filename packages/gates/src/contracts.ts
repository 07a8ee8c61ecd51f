import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadRegistry } from '@tradepost/contracts/registry';
import { compareSnapshots } from '@tradepost/reference/compatibility/compare-snapshots';
import { describeDifferences } from '@tradepost/reference/compatibility/describe-differences';
import type { Difference } from '@tradepost/reference/compatibility/difference';
import { type Snapshot, takeSnapshot } from '@tradepost/reference/compatibility/snapshot';
import { EMPTY, readSnapshot, writeSnapshot } from '@tradepost/reference/compatibility/snapshot-files';
import { findOurParties } from './contracts/find-our-parties.ts';
import { recordBreak } from './contracts/record-break.ts';
import type { Finding, Outcome } from './gate.ts';
import { ROOT } from './root.ts';

/** Folder of the committed snapshot. */
export const SNAPSHOT = join(ROOT, 'packages', 'contracts', 'snapshot');

const HINTS = {
  breaking: 'Fix it as described above. To accept it: pnpm generate contracts --accept-breaking "why".',
  addition: 'It is not breaking: run pnpm generate contracts, and commit the files that it writes.',
};

/** The contracts compared with a snapshot of their schemas. */
type Comparison = {
  readonly after: Snapshot;
  readonly differences: readonly Difference[];
  readonly broken: readonly Difference[];
  /** Each difference in words, with the services that a breaking one affects. */
  readonly text: string;
};

/** Compares the contracts with the committed snapshot; prints the differences, and whom a breaking one affects. */
export async function checkContracts(folder = SNAPSHOT): Promise<Outcome> {
  const comparison = await compare(folder);
  const checked =
    comparison === undefined ? 'contracts match the snapshot' : 'contracts differ from the snapshot';
  if (comparison === undefined) return { findings: [], checked };
  const { differences, broken, text } = comparison;
  if (text !== '') console.log(text);
  const finding = (detail: string, fix: string): Finding => ({ place: 'packages/contracts', detail, fix });
  return broken.length > 0
    ? { findings: [finding(`${broken.length} breaking differences`, HINTS.breaking)], checked }
    : {
        findings: [finding(`${differences.length} differences that the snapshot lacks`, HINTS.addition)],
        checked,
      };
}

/**
 * Writes the contracts into the snapshot.
 *
 * @param acceptBreaking reason for accepting breaking differences, which is written beside the snapshot
 * @throws Error with the differences if there are breaking ones and no reason
 */
export async function updateSnapshot(acceptBreaking?: string, folder = SNAPSHOT): Promise<void> {
  const comparison = await compare(folder);
  if (comparison === undefined) return;
  const { after, broken, text } = comparison;
  if (broken.length > 0 && acceptBreaking === undefined)
    throw new Error(`${broken.length} breaking differences:\n${text}\n${HINTS.breaking}`);
  if (text !== '') console.log(text);
  await writeSnapshot(folder, after);
  if (broken.length > 0 && acceptBreaking !== undefined)
    await recordBreak(folder, acceptBreaking, broken, new Date().toISOString().slice(0, 10));
}

async function compare(folder: string): Promise<Comparison | undefined> {
  const registry = await loadRegistry();
  const before = await readSnapshot(folder);
  const after = takeSnapshot(registry);
  if (isDeepStrictEqual(before, after)) return undefined;
  const differences = compareSnapshots(before ?? EMPTY, after);
  const broken = differences.filter(({ severity }) => severity === 'breaking');
  // The templates are compiled only if they are needed.
  const partiesOf = broken.length === 0 ? () => [] : await findOurParties(registry);
  const text = describeDifferences(differences, (named) =>
    partiesOf(named, (before ?? EMPTY)[named.kind][named.contract] ?? {}),
  );
  return { after, differences, broken, text };
}
