import { describeSchema } from './describe-schema.ts';
import { type Site, siteOf } from './site.ts';
import { step, type Walk } from './walk.ts';

export const ITEM_KEYWORDS = ['items', 'prefixItems'] as const;

/** Compares the items of two lists: those of a tuple by position, then the schema of all further items. */
export function compareItems(pointer: string, before: Site, after: Site, walk: Walk): void {
  const [was, is] = [before, after].map(placesOf) as [readonly Site[], readonly Site[]];
  if (was.length !== is.length) {
    walk.report(pointer, 'not-comparable', describePlaces(was), describePlaces(is));
    return;
  }
  was.forEach((place, index) => {
    walk.compare(step(pointer, String(index)), place, is[index] as Site);
  });
  if (!('items' in before.schema) && !('items' in after.schema)) return;
  const [rest, restNow] = [before, after].map(({ schema, lookup }) => siteOf(schema['items'], lookup)) as [
    Site,
    Site,
  ];
  walk.compare(step(pointer, '*'), rest, restNow);
}

function placesOf({ schema: { prefixItems }, lookup }: Site): readonly Site[] {
  return Array.isArray(prefixItems) ? prefixItems.map((place) => siteOf(place, lookup)) : [];
}

function describePlaces(places: readonly Site[]): string {
  return `tuple of ${places.map(({ schema }) => describeSchema(schema)).join(', ') || 'nothing'}`;
}
