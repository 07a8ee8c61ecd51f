import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { History } from './history.ts';

const FOLDER = new URL('../../golden/', import.meta.url);
const EXTENSION = '.jsonl';
/** In the format of `sha256sum`. */
const CHECKSUMS = new URL('SHA256SUMS', FOLDER);

/** A committed recording: one order per line. `isAsRecorded` is false if the file has changed since. */
export type GoldenFile = {
  readonly name: string;
  readonly isAsRecorded: boolean;
  readonly histories: readonly History[];
};

/** Reads all recordings, oldest first. Throws if one that has a checksum is missing. */
export function readGoldenFiles(): readonly GoldenFile[] {
  const checksums = readChecksums();
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(EXTENSION));
  const lost = [...checksums.keys()].find((name) => !names.includes(name));
  if (lost !== undefined)
    throw new Error(`the recording ${lost} is missing: later versions must replay it, too`);
  return names.sort().map((name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    const histories = lines.map((line) => JSON.parse(line) as History);
    return { name, isAsRecorded: checksums.get(name) === checksumOf(text), histories };
  });
}

/**
 * Adds a recording to the existing ones.
 *
 * @param label the name of the file without its extension, such as the date
 * @returns the path of the file
 * @throws if there is a recording of that name: recordings are never changed
 */
export function writeGoldenFile(label: string, histories: readonly History[]): string {
  const name = `${label}${EXTENSION}`;
  const file = new URL(name, FOLDER);
  if (existsSync(file))
    throw new Error(`the recording ${name} exists already, and recordings are never changed`);
  const text = histories.map((history) => `${JSON.stringify(history)}\n`).join('');
  writeFileSync(file, text);
  const checksums = new Map([...readChecksums(), [name, checksumOf(text)]]);
  const lines = [...checksums].sort().map(([each, checksum]) => `${checksum}  ${each}\n`);
  writeFileSync(CHECKSUMS, lines.join(''));
  return file.pathname;
}

function readChecksums(): ReadonlyMap<string, string> {
  if (!existsSync(CHECKSUMS)) return new Map();
  const lines = readFileSync(CHECKSUMS, 'utf8').split('\n');
  return new Map(lines.filter(Boolean).map((line) => line.split('  ').reverse() as [string, string]));
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
