import type { ChangeOfSchema } from './schema-change.ts';
import type { Site } from './site.ts';

/** Functions of the walk over two schemas, for the comparison of one kind of schema. */
export type Walk = {
  readonly report: (pointer: string, change: ChangeOfSchema, was: string, is: string) => void;
  /** Compares both schemas at the pointer, and reports their changes. */
  readonly compare: (pointer: string, before: Site, after: Site) => void;
  /** Returns true if `wide` accepts all data of `narrow`, and this data has everything that readers of `wide` rely on. */
  readonly covers: (wide: Site, narrow: Site) => boolean;
};

/** Old or new value of a change if there is none. */
export const ABSENT = 'absent';

/** Appends a name to a JSON pointer. */
export function step(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
