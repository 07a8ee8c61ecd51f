import type { Tree } from './tree.ts';

/** A folder of the workspace, and the parts of it that affect deployments. */
export type Member = {
  /** Path from the root: `packages/money`, `services/orders`. */
  readonly dir: string;
  readonly isService: boolean;
  /** Folders of the workspace that it directly depends on. */
  readonly needs: readonly string[];
  /** Names of the libraries that it directly depends on. */
  readonly libraries: readonly string[];
};

type Versions = Readonly<Record<string, string>>;
type Manifest = {
  readonly name: string;
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly devDependencies?: Versions;
};

/**
 * A service's devDependencies that do not affect its deployment. The others may: the framework, its plugins, esbuild, the
 * fragments of serverless-config.
 */
const DEVELOPMENT_ONLY = [/^@tradepost\/(local|testing)$/, /^serverless-offline$/, /^@types\//];

/** Reads the members of the workspace, by folder. The devDependencies of packages do not count, those of services do. */
export function readWorkspace(tree: Tree): ReadonlyMap<string, Member> {
  const paths = new Set(tree.paths);
  const manifests = tree.paths
    .filter((path) => /^(packages|services)\/[^/]+\/package\.json$/.test(path))
    .map((path) => ({
      dir: path.slice(0, -'/package.json'.length),
      manifest: JSON.parse(tree.read(path)) as Manifest,
    }));
  const dirs = new Map(manifests.map(({ dir, manifest }) => [manifest.name, dir]));
  return new Map(
    manifests.map(({ dir, manifest }) => {
      const isService = paths.has(`${dir}/serverless.yml`);
      const names = builtFrom(manifest, isService);
      const member: Member = {
        dir,
        isService,
        needs: names.flatMap((name) => dirs.get(name) ?? []),
        libraries: names.filter((name) => !dirs.has(name)),
      };
      return [dir, member];
    }),
  );
}

/** Returns a member and its transitive dependencies in the workspace. */
export function closureOf(workspace: ReadonlyMap<string, Member>, dir: string): ReadonlySet<string> {
  const found = new Set([dir]);
  // The loop also visits the elements that it adds to the set.
  for (const each of found) for (const needed of workspace.get(each)?.needs ?? []) found.add(needed);
  return found;
}

function builtFrom(manifest: Manifest, isService: boolean): readonly string[] {
  const tools = Object.keys(manifest.devDependencies ?? {}).filter(
    (name) => !DEVELOPMENT_ONLY.some((pattern) => pattern.test(name)),
  );
  return [
    ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
    ...(isService ? tools : []),
  ];
}
