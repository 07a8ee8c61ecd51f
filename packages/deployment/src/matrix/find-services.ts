import { inDeploymentOrder } from '../services.ts';
import { compareLockfiles } from './lockfile.ts';
import type { Tree } from './tree.ts';
import { closureOf, type Member, readWorkspace } from './workspace.ts';

/** Services to deploy, in order: the foundations first, then the others, which do not depend on one another. */
export type Matrix = {
  readonly services: readonly { readonly name: string; readonly reasons: readonly string[] }[];
  /** Services that are no longer in the repository. Their stacks exist until a person removes them. */
  readonly removed: readonly string[];
};

export type Change = {
  readonly paths: readonly string[];
  /** The repository before the change; undefined if it is unknown. */
  readonly before: Tree | undefined;
  readonly after: Tree;
};

/** Files that are never deployed: prose, and files that only tests read. */
const NOT_DEPLOYED = [
  /\.mdx?$/,
  /\.spec[.-]/,
  /\.snap$/,
  /^packages\/[^/]+\/(fixtures|samples|snapshot)\//,
  /(^|\/)\.gitignore$/,
];
/** esbuild reads the nearest TypeScript configuration above a source file. */
const FOR_EVERY_SERVICE = 'tsconfig.base.json';
/** Versions of pnpm's catalog and pnpm's hooks have effect only through the lockfile. */
const LOCKFILE = 'pnpm-lock.yaml';

/** Finds the services that a change affects, each with the changed paths or libraries as reasons. */
export function findServices(change: Change): Matrix {
  const workspace = readWorkspace(change.after);
  const services = [...workspace.values()].filter(({ isService }) => isService);
  const touched = touchedMembers(change, workspace);
  const reached = services.flatMap(({ dir }) => {
    const reasons = [...closureOf(workspace, dir)].flatMap((each) => touched.get(each) ?? []);
    return reasons.length === 0 ? [] : [{ name: nameOf(dir), reasons: [...new Set(reasons)] }];
  });
  return { services: inOrder(reached), removed: removedServices(change) };
}

/** Returns all services, for a new stage. */
export function allServices(tree: Tree): Matrix {
  const services = [...readWorkspace(tree).values()].filter(({ isService }) => isService);
  return {
    services: inOrder(services.map(({ dir }) => ({ name: nameOf(dir), reasons: ['--all'] }))),
    removed: [],
  };
}

/** Returns the members with changes that are deployed, each with the changed paths or libraries. */
function touchedMembers(
  { paths, before, after }: Change,
  workspace: ReadonlyMap<string, Member>,
): ReadonlyMap<string, readonly string[]> {
  const touched = new Map<string, string[]>();
  const touch = (dir: string, ...reasons: readonly string[]): void => {
    touched.set(dir, [...(touched.get(dir) ?? []), ...reasons]);
  };
  for (const path of paths) {
    if (NOT_DEPLOYED.some((pattern) => pattern.test(path))) continue;
    const dir = path.split('/').slice(0, 2).join('/');
    if (workspace.has(dir)) touch(dir, path);
    else if (path === FOR_EVERY_SERVICE)
      for (const { dir, isService } of workspace.values()) if (isService) touch(dir, path);
  }
  if (paths.includes(LOCKFILE)) {
    const differing = before && compareLockfiles(before.read(LOCKFILE), after.read(LOCKFILE));
    for (const member of workspace.values()) {
      // Without the earlier lockfile, every library may have changed.
      const libraries = differing === undefined ? [LOCKFILE] : differing(member);
      if (libraries.length > 0) touch(member.dir, ...libraries);
    }
  }
  return touched;
}

function removedServices({ paths, before, after }: Change): readonly string[] {
  const isThere = (tree: Tree, dir: string): boolean => tree.paths.includes(`${dir}/serverless.yml`);
  const dirs = paths.filter((path) => /^services\/[^/]+\/serverless\.yml$/.test(path)).map(dirOf);
  return dirs
    .filter((dir) => !isThere(after, dir) && (before === undefined || isThere(before, dir)))
    .map(nameOf);
}

function inOrder<T extends { readonly name: string }>(services: readonly T[]): readonly T[] {
  const byName = services.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return inDeploymentOrder(byName, ({ name }) => name).flat();
}

function dirOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function nameOf(dir: string): string {
  return dir.slice(dir.indexOf('/') + 1);
}
