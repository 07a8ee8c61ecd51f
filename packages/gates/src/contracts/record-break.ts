import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Difference } from '@tradepost/reference/compatibility/difference';

const FILE = 'accepted-breaks.md';
const HEADING = `# Accepted breaks

Breaking changes that were accepted, each with its reason. Written by \`pnpm generate contracts --accept-breaking\`, newest last.
`;

/**
 * Appends the accepted differences, with date and reason, to a file beside the snapshot.
 *
 * @param folder of the snapshot
 * @param today as 2026-11-24
 * @returns the file
 */
export async function recordBreak(
  folder: string,
  reason: string,
  broken: readonly Difference[],
  today: string,
): Promise<string> {
  const file = join(folder, FILE);
  const lines = broken.map(
    ({ contract, pointer, change, was, is }) => `- ${contract}${pointer}: ${change} (was: ${was}; is: ${is})`,
  );
  const entry = `\n## ${today} · ${reason}\n\n${lines.join('\n')}\n`;
  await appendFile(file, existsSync(file) ? entry : `${HEADING}${entry}`);
  return file;
}
