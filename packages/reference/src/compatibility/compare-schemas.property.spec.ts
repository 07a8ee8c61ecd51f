import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonSchema } from '../json-schema.ts';
import { arbitraryChange, type SchemaDocument } from './arbitrary-change.spec-kit.ts';
import { chooseValue } from './arbitrary-value.spec-kit.ts';
import { canonicalSchema } from './canonical-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Direction, RULES } from './schema-change.ts';

const RUNS = Number(process.env['FAST_CHECK_RUNS'] ?? 1_000);
const VALUES_EACH = 5;
/** Minimum number of compatible pairs: with fewer, the test would try too little. */
const MIN_COMPATIBLE = RUNS / 20;
const SPEC_TIMEOUT_MS = 120_000 + RUNS * 10;

const ajv = new Ajv2020({ strict: false });

const siteOf = ({ root, node }: SchemaDocument) => {
  const schemas = { '#/$defs/Node': canonicalSchema(node) };
  return {
    schema: canonicalSchema(root),
    lookup: (reference: string) => schemas[reference as keyof typeof schemas],
  };
};

const isCompatible = (before: SchemaDocument, after: SchemaDocument, direction: Direction) =>
  compareSchemas(siteOf(before), siteOf(after)).every(
    ({ change }) => RULES[change][direction] !== 'breaking',
  );

const validatorOf = ({ root, node }: SchemaDocument) => ajv.compile({ ...root, $defs: { Node: node } });

/** Senders send only named fields. */
const asSent = mapObjects((object) => ({ additionalProperties: false, ...object }));

/** Readers of our data may rely on fields with a default: we set them. */
const asPromised = mapObjects((object) => {
  const properties = (object['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const defaulted = Object.keys(properties).filter((name) => 'default' in (properties[name] ?? {}));
  return { ...object, required: [...new Set([...((object['required'] ?? []) as string[]), ...defaulted])] };
});

function mapObjects(
  change: (object: JsonSchema) => JsonSchema,
): (document: SchemaDocument) => SchemaDocument {
  const map = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    if (typeof value !== 'object' || value === null) return value;
    const mapped = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, map(each)]));
    return mapped['type'] === 'object' ? change(mapped) : mapped;
  };
  return ({ root, node }) => ({ root: map(root) as JsonSchema, node: map(node) as JsonSchema });
}

type Trial = {
  /** The document by which values are sent. The other one validates them. */
  readonly sender: 'before' | 'after';
  readonly fillsDefaults: boolean;
  readonly reader: (document: SchemaDocument) => SchemaDocument;
};

const TRIALS: Readonly<Record<Direction, readonly Trial[]>> = {
  input: [{ sender: 'before', fillsDefaults: false, reader: (document) => document }],
  output: [{ sender: 'after', fillsDefaults: true, reader: asPromised }],
  message: [
    { sender: 'after', fillsDefaults: true, reader: asPromised },
    { sender: 'before', fillsDefaults: true, reader: (document) => document },
  ],
};

describe.each(['input', 'output', 'message'] as const)('a change that is compatible for %s', (direction) => {
  it(
    'makes no valid value invalid',
    () => {
      let compatible = 0;
      const property = fc.property(arbitraryChange, fc.gen(), ([before, after], choose) => {
        if (!isCompatible(before, after, direction)) return;
        compatible += 1;
        for (const { sender, fillsDefaults, reader } of TRIALS[direction]) {
          const [from, to] = sender === 'before' ? [before, after] : [after, before];
          const sent = fillsDefaults ? asPromised(asSent(from)) : asSent(from);
          const [mayBeSent, isAccepted] = [validatorOf(sent), validatorOf(reader(to))];
          for (let tried = 0; tried < VALUES_EACH; tried += 1) {
            const value = chooseValue(from, choose, fillsDefaults);
            if (value !== undefined && mayBeSent(value))
              expect([value, isAccepted(value), isAccepted.errors]).toEqual([value, true, null]);
          }
        }
      });
      fc.assert(property, { numRuns: RUNS });
      expect(compatible).toBeGreaterThan(MIN_COMPATIBLE);
    },
    SPEC_TIMEOUT_MS,
  );
});
