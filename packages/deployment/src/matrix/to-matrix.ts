import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ROOT } from '../services.ts';
import { allServices, findServices, type Matrix } from './find-services.ts';
import { changedPaths, lines, treeAt, treeIn } from './tree.ts';

/** Returns all services of this repository. */
export function matrixOfAll(): Matrix {
  return allServices(treeIn(ROOT));
}

/** Returns the services that changed paths require to be deployed, by a list with a path in each line. */
export async function matrixOfPaths(list: Readable): Promise<Matrix> {
  return findServices({ paths: lines(await text(list)), before: undefined, after: treeIn(ROOT) });
}

/** Returns the services that the difference of two commits requires to be deployed. */
export function matrixBetween(from: string, to: string): Matrix {
  return findServices({
    paths: changedPaths(ROOT, from, to),
    before: treeAt(ROOT, from),
    after: treeAt(ROOT, to),
  });
}
