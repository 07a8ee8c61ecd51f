import { isCollection, isNode, isScalar, type Node, parseDocument, visit } from 'yaml';
import type { Change } from './operator.ts';
import { changedNumbers } from './values.ts';

/**
 * Keys whose values no function, rule or queue depends on while it runs: permissions, alarms, names and what people read.
 * Other gates check them.
 */
const NOT_BEHAVIOUR =
  /^(iamRoleStatements|iam|Policies|AssumeRolePolicyDocument|Statement|description|Description|Comment|Tags|tags|plugins|configValidationMode|package|validate|Version|alarm|above|failingMinutes|failingExecutions|memorySize|memoryMb)$/;

/**
 * Returns the changes of a service's template or fragment: another number, the other truth value, a shorter list, another
 * rate of a schedule.
 *
 * @param text YAML
 * @throws if it is no YAML
 */
export function changeSettings(text: string): readonly Change[] {
  const document = parseDocument(text, { customTags: [], logLevel: 'silent' });
  if (document.errors.length > 0) throw new Error(document.errors.map(({ message }) => message).join('\n'));
  const changes: Change[] = [];
  visit(document, {
    Pair: (_key, pair) =>
      isScalar(pair.key) && NOT_BEHAVIOUR.test(String(pair.key.value)) ? visit.SKIP : undefined,
    Seq: (_key, list) => {
      // A list of one element is hardly ever left empty by mistake.
      if (list.items.length < 2) return;
      const items = list.items.filter((item) => isNode(item));
      for (const item of items) if (isRemovable(text, item)) changes.push(removeItem(text, items, item));
    },
    Scalar: (key, scalar) => {
      if (key === 'key' || scalar.range == null) return;
      const [start, end] = scalar.range;
      for (const replacement of otherValues(scalar.value)) changes.push({ start, end, replacement });
    },
  });
  return changes;
}

/** True for an item on one line whose text is its own: other places of the document refer to an anchor. */
function isRemovable(text: string, item: Node): boolean {
  if (!(isScalar(item) || (isCollection(item) && item.flow === true)) || item.range == null) return false;
  const isOwn = item.tag === undefined && item.anchor === undefined;
  return isOwn && !text.slice(item.range[0], item.range[1]).includes('\n');
}

function removeItem(text: string, items: readonly Node[], item: Node): Change {
  const index = items.indexOf(item);
  const [start = 0, end = 0] = item.range ?? [];
  const lineBegins = text.lastIndexOf('\n', start) + 1;
  if (text.slice(lineBegins, start).trim() === '-') {
    const lineEnd = text.indexOf('\n', end);
    return { start: lineBegins, end: lineEnd < 0 ? text.length : lineEnd + 1, replacement: '' };
  }
  const next = items[index + 1]?.range?.[0];
  if (next !== undefined) return { start, end: next, replacement: '' };
  return { start: items[index - 1]?.range?.[1] ?? start, end, replacement: '' };
}

/** Returns plausible wrong values of a setting. */
function otherValues(value: unknown): readonly string[] {
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'number') return changedNumbers(value).map(String);
  if (typeof value !== 'string') return [];
  if (/^rate\(1 minute\)$/.test(value)) return ['rate(1 hour)'];
  if (/^rate\(/.test(value)) return ['rate(1 day)'];
  // A number in quotes is an environment variable.
  return /^\d+$/.test(value) ? changedNumbers(Number(value)).map((changed) => `'${changed}'`) : [];
}
