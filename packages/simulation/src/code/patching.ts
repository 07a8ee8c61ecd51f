import type { Plugin } from 'esbuild';
import type ts from 'typescript';
import { applyPatches, type Patch } from '../syntax/apply-patch.ts';
import type { Sources } from '../syntax/sources.ts';
import { FREEZE } from './globals.ts';
import { plainConstantsOf } from './module-state.ts';

/** Patched sources. */
export type Patching = {
  readonly sources: Sources;
  /** Returns true if one of the files is patched. */
  readonly changes: (files: ReadonlySet<string>) => boolean;
  /** Throws if a patched file is in none of the bundles. */
  readonly check: (parts: readonly { readonly files: ReadonlySet<string> }[]) => void;
};

/** @param owner of the patches in error messages, such as `the mutant "…"` */
export function createPatching(original: Sources, patches: readonly Patch[], owner: string): Patching {
  const texts = applyPatches(original, patches, owner);
  const paths = [...texts.keys()];
  return {
    sources: [...texts].reduce((patched, [path, text]) => patched.with(path, text), original),
    changes: (files) => paths.some((path) => files.has(path)),
    check: (parts) => {
      const unread = paths.find((path) => !parts.some(({ files }) => files.has(path)));
      if (unread !== undefined) throw new Error(`${owner}: no service bundles the file ${unread}`);
    },
  };
}

/** A plugin that serves sources to esbuild, and adds their paths to `files`. */
export function serve(sources: Sources, files: Set<string>): Plugin {
  return {
    name: 'sources',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        files.add(path);
        return { contents: withFrozenConstants(sources.read(path), sources.parse(path)), loader: 'ts' };
      });
    },
  };
}

/** Freezes objects and arrays that several instances share, so that none can keep state in them: see `FREEZE`. */
function withFrozenConstants(text: string, file: ts.SourceFile): string {
  const names = plainConstantsOf(file);
  return names.length === 0 ? text : `${text}\n${FREEZE}(${names.join(', ')});\n`;
}
