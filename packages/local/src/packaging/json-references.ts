/**
 * Reads JSON in which an object that occurs more than once is written as `{"$ref": "$[\"a\"][0]"}` (the format of
 * `serverless-state.json`), and puts the objects back where they are referred to. Throws where the text is no JSON or a
 * reference leads nowhere.
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
/** A reference may lead through another one; a chain longer than this is a circle. */
const MAX_REFERENCE_DEPTH = 50;

function referredBy(value: unknown, root: unknown, depth = 0): unknown {
  const reference = referenceIn(value);
  if (reference === undefined) return undefined;
  if (depth > MAX_REFERENCE_DEPTH) throw new Error(`Reference goes in a circle: ${reference}`);
  let current: unknown = root;
  for (const [, step] of reference.matchAll(STEP)) {
    current = (current as Record<string, unknown> | undefined)?.[String(JSON.parse(step ?? '""'))];
    current = referredBy(current, root, depth + 1) ?? current;
  }
  if (current === undefined) throw new Error(`Reference leads nowhere: ${reference}`);
  return current;
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return undefined;
  const { $ref } = value;
  return typeof $ref === 'string' && $ref.startsWith('$') && Object.keys(value).length === 1
    ? $ref
    : undefined;
}
