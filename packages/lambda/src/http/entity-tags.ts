/** An entity tag of a request header; `opaque` is the text between its quotes. */
export type EntityTag = { readonly isWeak: boolean; readonly opaque: string };

/** One element of a list, possibly empty, with the comma after it. */
const ELEMENT = /[ \t]*(?:(W\/)?"([^"\p{Cc} ]*)"[ \t]*)?(?:,|$)/uy;

/**
 * Parses `If-Match` or `If-None-Match`: `*`, or a list of entity tags. A comma inside quotes belongs to its tag; empty list
 * elements are ignored.
 *
 * @returns the tags, at least one; undefined if the header is malformed
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2
 */
export function parseEntityTags(header: string): '*' | readonly EntityTag[] | undefined {
  if (header.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < header.length) {
    const element = ELEMENT.exec(header);
    if (element === null) return undefined;
    const [, weak, opaque] = element;
    if (opaque !== undefined) tags.push({ isWeak: weak !== undefined, opaque });
  }
  return tags.length === 0 ? undefined : tags;
}
