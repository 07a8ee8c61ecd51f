import type { JsonSchema } from '@tradepost/reference/json-schema';
import fc from 'fast-check';
import { validValueOf } from './generate-value.ts';
import { HOSTILE_NAMES, HOSTILE_NUMBERS, HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile.ts';

type Hostile = {
  readonly text: string;
  readonly name: string;
  readonly number: unknown;
  readonly value: unknown;
};

/** Lengths of lists: bounds of the platform and one beyond. */
const LIST_LENGTHS = [0, 50, 51, 100, 101, 1_001];

/**
 * Generates values that a schema rejects, or just accepts: valid ones with one part changed. As valid ones are often at
 * a bound of the schema, changed ones are one beyond.
 */
export function nearMissOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const hostile: fc.Arbitrary<Hostile> = fc.record({
    text: fc.constantFrom(...HOSTILE_TEXTS),
    name: fc.constantFrom(...HOSTILE_NAMES),
    number: fc.constantFrom(...HOSTILE_NUMBERS),
    value: fc.constantFrom(...HOSTILE_VALUES),
  });
  return fc
    .tuple(validValueOf(schema), hostile, fc.nat(), fc.nat(), fc.nat())
    .map(([value, each, place, way, member]) => {
      const places = placesIn(value);
      return changeAt(value, places[place % places.length] ?? [], (part) => {
        const changes = changesOf(part, each, member);
        return changes[way % changes.length];
      });
    });
}

type Path = readonly string[];

/** Lists the paths of a value and of all its parts. */
function placesIn(value: unknown): readonly Path[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[], ...parts.flatMap(([name, part]) => placesIn(part).map((path) => [name, ...path]))];
}

function changeAt(value: unknown, [name, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  const changed = changeAt((value as Record<string, unknown>)[name], rest, change);
  return Array.isArray(value) ? value.with(Number(name), changed) : { ...(value as object), [name]: changed };
}

/** Lists changes of a part. `member` chooses a field of an object, or an item of a list. */
function changesOf(
  part: unknown,
  { text, name, number, value }: Hostile,
  member: number,
): readonly unknown[] {
  if (typeof part === 'string') {
    const cases = [part.toLowerCase(), part.toUpperCase(), part.slice(1), `${part}x`, part.repeat(2)];
    return [value, text, text, text, `${part}${text}`, `${text}${part}`, ...cases];
  }
  if (typeof part === 'number') return [value, number, number, part - 1, part + 1, part + 0.5, String(part)];
  if (Array.isArray(part)) {
    const item = part[member % part.length];
    const length = LIST_LENGTHS[member % LIST_LENGTHS.length] ?? 0;
    return [value, item, Array(length).fill(item), Array(length).fill(item)];
  }
  if (typeof part !== 'object' || part === null) return [value];
  const fields = Object.entries(part);
  const [field = 'a', content] = fields[member % fields.length] ?? [];
  const others = fields.filter(([each]) => each !== field);
  // With Object.fromEntries, as with JSON.parse, "__proto__" is an ordinary field.
  const changed = [
    [],
    [[field, null]],
    [
      [field, content],
      [field.toUpperCase(), content],
    ],
    [[name, content]],
  ];
  return [
    value,
    ...[
      ...changed,
      [
        [field, content],
        [name, value],
      ],
    ].map((each) => Object.fromEntries([...others, ...each])),
  ];
}
