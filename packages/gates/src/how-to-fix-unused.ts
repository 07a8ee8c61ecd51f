import type { Reporter } from 'knip';

type Kind = keyof Parameters<Reporter>[0]['issues'];

const DELETE_EXPORT = 'delete it, or remove its "export" if its own file uses it';
const REMOVE_DEPENDENCY = 'remove it from the package.json named, and run pnpm install';
const ADD_DEPENDENCY =
  'add it to the package.json of the file named ("catalog:" if pnpm-workspace.yaml has it)';

const FIXES: Partial<Record<Kind, string>> = {
  files:
    'delete it, or name it in serverless.yml, or as an entry in .knip.ts if something else loads it by its name',
  dependencies: REMOVE_DEPENDENCY,
  devDependencies: REMOVE_DEPENDENCY,
  unlisted: ADD_DEPENDENCY,
  binaries: ADD_DEPENDENCY,
  unresolved: 'correct the path',
  exports: DELETE_EXPORT,
  types: DELETE_EXPORT,
  duplicates: 'export it under one name',
  catalog: 'remove it from the catalog of pnpm-workspace.yaml',
};

/** A reporter for Knip: after its own list, it prints how to fix each kind of finding. */
const howToFix: Reporter = ({ counters }) => {
  for (const [kind, how] of Object.entries(FIXES)) {
    if (counters[kind as Kind] > 0) console.log(`How to fix it (${kind}): ${how}.`);
  }
};

export default howToFix;
