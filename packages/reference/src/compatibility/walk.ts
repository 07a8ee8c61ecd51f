import type { ChangeOfSchema } from './schema-change.ts';
import type { Site } from './site.ts';

/** What the rules for one kind of schema need of the walk over two whole ones. */
export type Walk = {
  readonly report: (pointer: string, change: ChangeOfSchema, was: string, is: string) => void;
  /** Compares what stands at the pointer in both, and reports. */
  readonly compare: (pointer: string, before: Site, after: Site) => void;
  /** Whether whatever is sent by `narrow` is taken by `wide`, and has all that readers of `wide` count on. */
  readonly covers: (wide: Site, narrow: Site) => boolean;
};

/** `ABSENT` is what a change was or is where there is nothing. */
export const ABSENT = 'absent';

/** One step further into the data. */
export function step(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
