import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { describeMatrix, toJson } from './deploy-matrix/describe-matrix.ts';
import { allServices, findServices, type Matrix } from './deploy-matrix/find-services.ts';
import { type MatrixOptions, parseMatrixOptions, USAGE } from './deploy-matrix/options.ts';
import { changedPaths, lines, treeAt, treeIn } from './deploy-matrix/tree.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** `pnpm deploy:matrix`: lists the services that a change requires to be deployed. `--help` has the options. */
async function printMatrix(options: MatrixOptions): Promise<number> {
  const matrix = await toMatrix(options);
  console.log(options.json ? toJson(matrix) : describeMatrix(matrix));
  return 0;
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

process.exitCode = await runCommandLine({
  name: 'deploy:matrix',
  usage: USAGE,
  parse: parseMatrixOptions,
  run: printMatrix,
  failureCode: 2,
});
