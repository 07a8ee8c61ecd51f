import type { Tree } from './tree.ts';

/** A folder of the workspace, and what of it reaches what is deployed. */
export type Member = {
  /** `packages/money`, `services/orders`. */
  readonly dir: string;
  readonly isService: boolean;
  /** The folders of the workspace that it is built from, one step away. */
  readonly needs: readonly string[];
  /** The libraries that it is built from: names in its manifest. */
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
 * What a service needs on the way to AWS stands in its devDependencies, too: the framework, its plugins, esbuild, our
 * fragments. These do not reach AWS; whatever else is added there counts until it is named here.
 */
const DEVELOPMENT_ONLY = [/^@tradepost\/(local|testing)$/, /^serverless-offline$/, /^@types\//];

/** The members of the workspace, by their folders. A package's devDependencies are its own affair. */
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

/** The member itself and, transitively, all that it is built from. */
export function closureOf(workspace: ReadonlyMap<string, Member>, dir: string): ReadonlySet<string> {
  const found = new Set([dir]);
  // A set hands out what is added while it is walked.
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
