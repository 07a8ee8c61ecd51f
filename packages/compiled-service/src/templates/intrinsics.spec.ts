import { resolveIntrinsics, type Scope } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => `ref-${name}`,
  getAtt: (logicalId, attribute) => `${logicalId}/${attribute}`,
  dynamicReference: (reference) => `<${reference}>`,
};
const resolve = (value: unknown): unknown => resolveIntrinsics(value, scope);

describe('resolveIntrinsics', () => {
  it.each([
    ['Ref', { Ref: 'Table' }, 'ref-Table'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Nested.Outputs.Name' }, 'Nested/Outputs.Name'],
    ['Sub', { 'Fn::Sub': `a-\${Table}-\${Table.Arn}-\${!Literal}` }, `a-ref-Table-Table/Arn-\${Literal}`],
    ['Sub with variables', { 'Fn::Sub': [`\${x}/\${Table}`, { x: { Ref: 'Own' } }] }, 'ref-Own/ref-Table'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 'c']] }, 'a-ref-B-c'],
    ['a dynamic reference in text', 'a {{resolve:ssm:/p/q}} b', 'a <ssm:/p/q> b'],
    ['a dynamic reference built by Sub', { 'Fn::Sub': `{{resolve:ssm:/\${Stage}/q}}` }, '<ssm:/ref-Stage/q>'],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'Condition'])(
    'does not change an object whose only key is %s',
    (key) => {
      expect(resolve({ [key]: { Ref: 'Table' } })).toEqual({ [key]: 'ref-Table' });
      expect(resolve({ 'Fn::Sub': [`\${${key}}`, {}] })).toBe(`ref-${key}`);
    },
  );

  it.each(['Fn::If', 'Fn::ImportValue', 'Fn::Transform'])('refuses %s', (name) => {
    expect(() => resolve({ a: { [name]: ['x'] } })).toThrow(`${name} is not supported`);
  });
});
