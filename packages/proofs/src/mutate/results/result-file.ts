import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Result } from './result.ts';

/** A file of results, one line of JSON each, so that an interrupted run loses nothing. */
export type ResultFile = {
  readonly results: () => readonly Result[];
  readonly add: (result: Result) => void;
};

/**
 * Opens a file of results.
 *
 * @param isKept false to begin a new file; true to go on with the results of an earlier run
 */
export function openResultFile(path: string, isKept: boolean): ResultFile {
  mkdirSync(dirname(path), { recursive: true });
  const results = new Map<string, Result>();
  const lines = isKept && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  for (const result of lines.flatMap(parse)) results.set(result.id, result);
  // Without the line that an interrupted run left half written.
  writeFileSync(path, [...results.values()].map(toLine).join(''));
  return {
    results: () => [...results.values()],
    add: (result) => {
      results.set(result.id, result);
      appendFileSync(path, toLine(result));
    },
  };
}

function toLine(result: Result): string {
  return `${JSON.stringify(result)}\n`;
}

function parse(line: string): readonly Result[] {
  try {
    return [JSON.parse(line) as Result];
  } catch {
    return [];
  }
}
