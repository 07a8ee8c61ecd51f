import { join } from 'node:path';
import { describeIndex, readDecisions } from './decisions.ts';
import { context, orderSequence, writePath } from './diagrams/architecture.ts';
import { drawStateMachine, stateMachines } from './diagrams/state-machines.ts';
import { toSvg } from './diagrams/svg.ts';

/** A generated file: its path below `packages/docs`, and its content. */
export type GeneratedPage = { readonly path: string; readonly text: string };

/**
 * Returns the committed files that `pnpm docs:update` writes.
 *
 * @param folder `packages/docs`
 */
export function generatedPages(folder: string): readonly GeneratedPage[] {
  const drawings = [
    context,
    orderSequence,
    writePath,
    ...Object.values(stateMachines).map((machine) => drawStateMachine(machine)),
  ];
  return [
    { path: 'decisions/index.md', text: describeIndex(readDecisions(join(folder, 'decisions'))) },
    ...drawings.map((drawing) => ({ path: `diagrams/${drawing.name}.svg`, text: toSvg(drawing) })),
  ];
}
