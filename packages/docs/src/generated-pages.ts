import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRegistry } from '@tradepost/contracts/registry';
import { describeAccessMatrix } from './access-matrix.ts';
import { describeIndex, readDecisions } from './decisions.ts';
import { context, orderSequence, writePath } from './diagrams/architecture.ts';
import { drawStateMachine, stateMachines } from './diagrams/state-machines.ts';
import { toSvg } from './diagrams/svg.ts';

/** A generated file: its path below `packages/docs`, and its content. */
export type GeneratedPage = { readonly path: string; readonly text: string };

/**
 * Returns the committed files that `pnpm generate pages` writes.
 *
 * @param folder `packages/docs`
 */
export async function generatedPages(folder: string): Promise<readonly GeneratedPage[]> {
  const drawings = [
    context,
    orderSequence,
    writePath,
    ...Object.values(stateMachines).map((machine) => drawStateMachine(machine)),
  ];
  return [
    { path: 'access-matrix.md', text: describeAccessMatrix(await loadRegistry()) },
    { path: 'decisions/index.md', text: describeIndex(readDecisions(join(folder, 'decisions'))) },
    ...drawings.map((drawing) => ({ path: `diagrams/${drawing.name}.svg`, text: toSvg(drawing) })),
  ];
}

/** Writes the generated files; returns their paths in the repository. */
export async function writePages(): Promise<readonly string[]> {
  const folder = join(import.meta.dirname, '..');
  const pages = await generatedPages(folder);
  return pages.map(({ path, text }) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return `packages/docs/${path}`;
  });
}
