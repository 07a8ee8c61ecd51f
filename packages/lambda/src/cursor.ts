/**
 * The place in a list where a page ended, as a cursor that a caller hands back and does not look into.
 *
 * @param place a sort key
 */
export function toCursor(place: string): string {
  return Buffer.from(JSON.stringify([place])).toString('base64url');
}

/** The place that a cursor names, or nothing where it is no cursor of ours. */
export function fromCursor(cursor: string): string | undefined {
  try {
    const [place] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    return typeof place === 'string' && toCursor(place) === cursor ? place : undefined;
  } catch {
    return undefined;
  }
}
