/**
 * Reads JSON in which an object that occurs more than once is written as `{"$ref": "$[\"a\"][0]"}` (the format of
 * `serverless-state.json`), and replaces the references with the objects. Throws if the text is not JSON or the target of a
 * reference does not exist.
 * @see https://github.com/douglascrockford/JSON-js/blob/master/cycle.js
 */
export function parseWithReferences(text: string): unknown {
  const root: unknown = JSON.parse(text);
  const seen = new Set<object>();

  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const holder = value as Record<string, unknown>;
    for (const [key, item] of Object.entries(holder)) {
      const target = referredBy(item, root);
      if (target !== undefined) holder[key] = target;
      else visit(item);
    }
  };
  visit(root);
  return root;
}

const STEP = /\[("(?:[^"\\]|\\.)*"|\d+)\]/g;
/** A reference may go through another one; a longer chain than this counts as circular. */
const MAX_REFERENCE_DEPTH = 50;

function referredBy(value: unknown, root: unknown, depth = 0): unknown {
  const reference = referenceIn(value);
  if (reference === undefined) return undefined;
  if (depth > MAX_REFERENCE_DEPTH) throw new Error(`The reference ${reference} is circular`);
  let current: unknown = root;
  for (const [, step] of reference.matchAll(STEP)) {
    current = (current as Record<string, unknown> | undefined)?.[String(JSON.parse(step ?? '""'))];
    current = referredBy(current, root, depth + 1) ?? current;
  }
  if (current === undefined) throw new Error(`The target of the reference ${reference} does not exist`);
  return current;
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return undefined;
  const { $ref } = value;
  return typeof $ref === 'string' && $ref.startsWith('$') && Object.keys(value).length === 1
    ? $ref
    : undefined;
}
