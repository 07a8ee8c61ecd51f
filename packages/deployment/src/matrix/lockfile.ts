import { parse } from 'yaml';
import type { Member } from './workspace.ts';

/**
 * The part of a lockfile that lists the libraries installed for a folder.
 * @see https://github.com/pnpm/spec/blob/master/lockfile/9.0.md
 */
type Lockfile = {
  readonly importers?: Readonly<Record<string, Importer>>;
  readonly packages?: Readonly<Record<string, { readonly resolution?: unknown }>>;
  readonly snapshots?: Readonly<Record<string, Snapshot>>;
};
type Importer = Readonly<
  Partial<
    Record<
      'dependencies' | 'devDependencies' | 'optionalDependencies',
      Readonly<Record<string, { readonly version: string }>>
    >
  >
>;
type Snapshot = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** Returns a function that lists a member's libraries, transitive ones included, that differ between two lockfiles. */
export function compareLockfiles(before: string, after: string): (member: Member) => readonly string[] {
  const [old, now] = [before, after].map((text) => parse(text) as Lockfile) as [Lockfile, Lockfile];
  return (member) => {
    const had = installedFor(old, member);
    const has = installedFor(now, member);
    const gone = [...had.keys()].filter((key) => !has.has(key));
    const come = [...has.keys()].filter((key) => had.get(key) !== has.get(key));
    return [...new Set([...gone, ...come].map((key) => key.replace(/\(.*/s, '')))].sort();
  };
}

/** Returns the libraries of a member, transitive ones included, by the lockfile's key, each with its resolution. */
function installedFor(lockfile: Lockfile, { dir, libraries }: Member): ReadonlyMap<string, string> {
  const importer = lockfile.importers?.[dir] ?? {};
  const direct = { ...importer.devDependencies, ...importer.optionalDependencies, ...importer.dependencies };
  const keys = new Set(
    libraries.flatMap((name) => {
      const version = direct[name]?.version;
      return version === undefined ? [] : [keyOf(name, version)];
    }),
  );
  for (const key of keys) {
    const { dependencies, optionalDependencies } = lockfile.snapshots?.[key] ?? {};
    for (const [name, version] of Object.entries({ ...dependencies, ...optionalDependencies }))
      keys.add(keyOf(name, version));
  }
  return new Map(
    [...keys].map((key) => [
      key,
      JSON.stringify(lockfile.packages?.[key.replace(/\(.*/s, '')]?.resolution ?? null),
    ]),
  );
}

/** Returns the lockfile's key of a library. `3.2.1(peer@1.0.0)` is a version; `osls@4.3.1` is the target of an alias. */
function keyOf(name: string, version: string): string {
  return /^(@[^/@]+\/)?[^/@(]+@/.test(version) ? version : `${name}@${version}`;
}
