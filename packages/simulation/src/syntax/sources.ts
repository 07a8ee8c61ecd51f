import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { toSourceFile } from './pattern.ts';

/** Sources by their absolute paths. */
export type Sources = {
  /** The sources of a package or service, without specs. `folder` is relative to the repository's root folder. */
  readonly of: (folder: string) => readonly string[];
  readonly read: (path: string) => string;
  readonly parse: (path: string) => ts.SourceFile;
  /** Returns these sources with another text of one of them. */
  readonly with: (path: string, text: string) => Sources;
};

/** Reads the sources below a repository's root folder, each once. */
export function createSources(root: string): Sources {
  const of = memoize((folder: string) => {
    const src = join(root, folder, 'src');
    return readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.spec\.ts$/.test(name))
      .sort()
      .map((name) => join(src, name));
  });
  const read = memoize((path) => readFileSync(path, 'utf8'));
  return withTexts({ of, read, parse: memoize((path) => toSourceFile(path, read(path))) });
}

function withTexts({ of, read, parse }: Omit<Sources, 'with'>): Sources {
  return {
    of,
    read,
    parse,
    with: (path, text) => {
      const file = toSourceFile(path, text);
      return withTexts({
        of,
        read: (each) => (each === path ? text : read(each)),
        parse: (each) => (each === path ? file : parse(each)),
      });
    },
  };
}

function memoize<Result>(create: (key: string) => Result): (key: string) => Result {
  const results = new Map<string, Result>();
  return (key) => {
    const known = results.get(key) ?? create(key);
    results.set(key, known);
    return known;
  };
}
