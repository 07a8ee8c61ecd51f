import type { JsonSchema } from '../json-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { changesBetween } from './judge.spec-kit.ts';

describe('compareSchemas, for references,', () => {
  const tree = (leaf: JsonSchema, name = 'Tree') => ({
    [`#/${name}`]: {
      type: 'object',
      properties: { leaf, branches: { type: 'array', items: { $ref: `#/${name}` } } },
    },
  });
  const site = (schemas: Readonly<Record<string, JsonSchema>>, schema: JsonSchema) => ({
    schema,
    lookup: (reference: string) => schemas[reference],
  });

  it('compares the referenced schemas, independently of their names', () => {
    const before = site(tree({ type: 'string' }), { $ref: '#/Tree' });
    const after = site(tree({ type: 'string' }, 'Plant'), { $ref: '#/Plant' });
    expect(compareSchemas(before, after)).toEqual([]);
  });

  it('reports the change in a recursive schema once', () => {
    const before = site(tree({ type: 'string' }), { $ref: '#/Tree' });
    const after = site(tree({ type: 'integer' }), { $ref: '#/Tree' });
    expect(compareSchemas(before, after)).toMatchObject([{ pointer: '/leaf', change: 'changed' }]);
  });

  it('compares keywords next to a reference', () => {
    const named = { '#/Text': { type: 'string' } };
    const before = site(named, { $ref: '#/Text' });
    expect(compareSchemas(before, site(named, { $ref: '#/Text', maxLength: 5 }))).toMatchObject([
      { change: 'narrowed', is: 'maxLength 5' },
    ]);
  });

  it('reports a change in the schema that an unsupported keyword refers to', () => {
    const before = site({ '#/Text': { type: 'string' } }, { type: 'string', not: { $ref: '#/Text' } });
    const after = site({ '#/Text': { type: 'integer' } }, { type: 'string', not: { $ref: '#/Text' } });
    expect(compareSchemas(before, after)).toMatchObject([{ change: 'not-comparable' }]);
  });
});

describe('compareSchemas', () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    ['not', { not: { type: 'string' } }, { not: { type: 'integer' } }],
    ['if', { type: 'object', if: { required: ['a'] } }, { type: 'object' }],
    ['allOf', { allOf: [{ type: 'string' }, { minLength: 1 }] }, { allOf: [{ type: 'string' }] }],
    ['patternProperties', { patternProperties: { a: {} } }, { patternProperties: { b: {} } }],
    ['a union with another keyword', { type: 'string', anyOf: [{}] }, { type: 'string', anyOf: [{}, {}] }],
    ['an unknown keyword', { type: 'string', shoeSize: 1 }, { type: 'string', shoeSize: 2 }],
  ])('reports a difference in %s as not comparable', (_keyword, before, after) => {
    expect(changesBetween(before, after)).toMatchObject([{ change: 'not-comparable' }]);
    expect(changesBetween(before, before)).toEqual([]);
  });
});
