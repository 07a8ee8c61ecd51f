import { parseWithReferences } from './json-references.ts';

describe('parseWithReferences', () => {
  it('replaces each reference with the object that it refers to', () => {
    const state = parseWithReferences(
      '{"a":{"list":[{"Ref":"Queue"}]},"b":{"$ref":"$[\\"a\\"][\\"list\\"][0]"}}',
    ) as {
      a: { list: object[] };
      b: object;
    };
    expect(state.b).toEqual({ Ref: 'Queue' });
    expect(state.b).toBe(state.a.list[0]);
  });

  it('follows a reference whose path goes through another reference', () => {
    const state = parseWithReferences(
      '{"a":{"x":{"y":1}},"b":{"$ref":"$[\\"a\\"]"},"c":{"$ref":"$[\\"b\\"][\\"x\\"]"}}',
    );
    expect(state).toMatchObject({ c: { y: 1 } });
  });

  it('does not change a JSON Schema $ref', () => {
    expect(parseWithReferences('{"a":{"$ref":"#/definitions/x"}}')).toEqual({
      a: { $ref: '#/definitions/x' },
    });
  });

  it('refuses a reference to a missing object', () => {
    expect(() => parseWithReferences('{"b":{"$ref":"$[\\"nothing\\"]"}}')).toThrow('does not exist');
  });
});
