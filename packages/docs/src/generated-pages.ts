import { join } from 'node:path';
import { describeIndex, readDecisions } from './decisions.ts';

/** A generated file: its path below `packages/docs`, and its content. */
export type GeneratedPage = { readonly path: string; readonly text: string };

/**
 * Returns the committed files that `pnpm docs:update` writes.
 *
 * @param folder `packages/docs`
 */
export function generatedPages(folder: string): readonly GeneratedPage[] {
  return [{ path: 'decisions/index.md', text: describeIndex(readDecisions(join(folder, 'decisions'))) }];
}
