import type { JsonSchema } from '../json-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { changesBetween } from './judge.spec-kit.ts';

describe('When schemas refer to others', () => {
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

  it('compares what they refer to, by whatever name', () => {
    const before = site(tree({ type: 'string' }), { $ref: '#/Tree' });
    const after = site(tree({ type: 'string' }, 'Plant'), { $ref: '#/Plant' });
    expect(compareSchemas(before, after)).toEqual([]);
  });

  it('comes to an end where one refers to itself, and says what changed', () => {
    const before = site(tree({ type: 'string' }), { $ref: '#/Tree' });
    const after = site(tree({ type: 'integer' }), { $ref: '#/Tree' });
    expect(compareSchemas(before, after)).toMatchObject([{ pointer: '/leaf', change: 'changed' }]);
  });

  it('holds to what stands beside a reference', () => {
    const named = { '#/Text': { type: 'string' } };
    const before = site(named, { $ref: '#/Text' });
    expect(compareSchemas(before, site(named, { $ref: '#/Text', maxLength: 5 }))).toMatchObject([
      { change: 'narrowed', is: 'maxLength 5' },
    ]);
  });

  it('sees a change in what a keyword that it does not know refers to', () => {
    const before = site({ '#/Text': { type: 'string' } }, { type: 'string', not: { $ref: '#/Text' } });
    const after = site({ '#/Text': { type: 'integer' } }, { type: 'string', not: { $ref: '#/Text' } });
    expect(compareSchemas(before, after)).toMatchObject([{ change: 'not-comparable' }]);
  });
});

describe('When a keyword is not known', () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    ['not', { not: { type: 'string' } }, { not: { type: 'integer' } }],
    ['if', { type: 'object', if: { required: ['a'] } }, { type: 'object' }],
    ['allOf', { allOf: [{ type: 'string' }, { minLength: 1 }] }, { allOf: [{ type: 'string' }] }],
    ['patternProperties', { patternProperties: { a: {} } }, { patternProperties: { b: {} } }],
    [
      'a choice with a keyword beside it',
      { type: 'string', anyOf: [{}] },
      { type: 'string', anyOf: [{}, {}] },
    ],
    ['one that nobody knows', { type: 'string', shoeSize: 1 }, { type: 'string', shoeSize: 2 }],
  ])('cannot judge %s where it differs', (_keyword, before, after) => {
    expect(changesBetween(before, after)).toMatchObject([{ change: 'not-comparable' }]);
    expect(changesBetween(before, before)).toEqual([]);
  });
});
