import { parseWithReferences } from './json-references.ts';

describe('When a state is read', () => {
  it('puts an object back wherever it is referred to', () => {
    const state = parseWithReferences(
      '{"a":{"list":[{"Ref":"Queue"}]},"b":{"$ref":"$[\\"a\\"][\\"list\\"][0]"}}',
    ) as {
      a: { list: object[] };
      b: object;
    };
    expect(state.b).toEqual({ Ref: 'Queue' });
    expect(state.b).toBe(state.a.list[0]);
  });

  it('follows a reference that leads through another', () => {
    const state = parseWithReferences(
      '{"a":{"x":{"y":1}},"b":{"$ref":"$[\\"a\\"]"},"c":{"$ref":"$[\\"b\\"][\\"x\\"]"}}',
    );
    expect(state).toMatchObject({ c: { y: 1 } });
  });

  it('leaves a JSON Schema $ref alone', () => {
    expect(parseWithReferences('{"a":{"$ref":"#/definitions/x"}}')).toEqual({
      a: { $ref: '#/definitions/x' },
    });
  });

  it('refuses a reference that leads nowhere', () => {
    expect(() => parseWithReferences('{"b":{"$ref":"$[\\"nothing\\"]"}}')).toThrow('leads nowhere');
  });
});
