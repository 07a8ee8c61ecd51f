import { ROOT } from '../services.ts';
import { allServices, findServices, type Matrix } from './find-services.ts';
import { changedPaths, treeAt, treeIn } from './tree.ts';

/** Returns all services of this repository. */
export function matrixOfAll(): Matrix {
  return allServices(treeIn(ROOT));
}

/** Returns the services that the difference of two commits requires to be deployed. */
export function matrixBetween(from: string, to: string): Matrix {
  return findServices({
    paths: changedPaths(ROOT, from, to),
    before: treeAt(ROOT, from),
    after: treeAt(ROOT, to),
  });
}
