import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describeMatrix, toJson } from './deploy-matrix/describe-matrix.ts';
import { allServices, findServices, type Matrix } from './deploy-matrix/find-services.ts';
import { type MatrixOptions, parseMatrixOptions, USAGE } from './deploy-matrix/options.ts';
import { changedPaths, lines, treeAt, treeIn } from './deploy-matrix/tree.ts';

const ROOT = join(import.meta.dirname, '..');

/** `pnpm deploy:matrix`: which services a change has to have deployed. `--help` has the options. */
async function main(): Promise<void> {
  const options = parseMatrixOptions(process.argv.slice(2));
  if (options === 'help') return console.log(USAGE);
  const matrix = await toMatrix(options);
  console.log(options.json ? toJson(matrix) : describeMatrix(matrix));
}

async function toMatrix({ source, from, to }: MatrixOptions): Promise<Matrix> {
  switch (source) {
    case 'all':
      return allServices(treeIn(ROOT));
    case 'stdin':
      return findServices({
        paths: lines(await text(process.stdin)),
        before: undefined,
        after: treeIn(ROOT),
      });
    case 'git':
      return findServices({
        paths: changedPaths(ROOT, from, to),
        before: treeAt(ROOT, from),
        after: treeAt(ROOT, to),
      });
    default:
      return source satisfies never;
  }
}

try {
  await main();
} catch (error) {
  console.error(`deploy:matrix: ${(error as Error).message}`);
  process.exitCode = 2;
}
