import { resolveIntrinsics, type Scope } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => {
    if (name === 'AWS::NoValue') return undefined;
    if (name === 'Missing') throw new Error('there is no Missing');
    return `ref-${name}`;
  },
  getAtt: (logicalId, attribute) => `${logicalId}/${attribute}`,
  importValue: (name) => `imported-${name}`,
  dynamicReference: (reference) => `<${reference}>`,
  conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'ref-Stage'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
  },
  mappings: { Sizes: { dev: { memory: 128 } } },
  region: 'eu-west-2',
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
    ['Select', { 'Fn::Select': ['1', ['a', { Ref: 'B' }]] }, 'ref-B'],
    ['Split', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
    ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'x:y:z'] }] }, 'y'],
    ['If that holds', { 'Fn::If': ['IsDev', 'yes', { Ref: 'Missing' }] }, 'yes'],
    ['If that does not', { 'Fn::If': ['IsProd', { Ref: 'Missing' }, 'no'] }, 'no'],
    ['And', { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] }, false],
    ['Or', { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsProd' }] }, true],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, 128],
    ['GetAZs of the region', { 'Fn::GetAZs': '' }, ['eu-west-2a', 'eu-west-2b', 'eu-west-2c']],
    ['GetAZs of a region', { 'Fn::GetAZs': 'us-west-2' }, ['us-west-2a', 'us-west-2b', 'us-west-2c']],
    ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': `x-\${Y}` } }, 'imported-x-ref-Y'],
    ['a dynamic reference in text', 'a {{resolve:ssm:/p/q}} b', 'a <ssm:/p/q> b'],
    ['a dynamic reference built by Sub', { 'Fn::Sub': `{{resolve:ssm:/\${Stage}/q}}` }, '<ssm:/ref-Stage/q>'],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'does not change an object whose only key is %s',
    (key) => {
      expect(resolve({ [key]: { Ref: 'Table' } })).toEqual({ [key]: 'ref-Table' });
      expect(() => resolve({ 'Fn::If': [key, 1, 2] })).toThrow(`there is no condition ${key}`);
      expect(() => resolve({ 'Fn::FindInMap': ['Sizes', key, 'name'] })).toThrow('finds nothing');
      expect(resolve({ 'Fn::Sub': [`\${${key}}`, {}] })).toBe(`ref-${key}`);
    },
  );

  it('removes a property whose value is AWS::NoValue', () => {
    expect(resolve({ a: 1, b: { Ref: 'AWS::NoValue' }, list: [1, { Ref: 'AWS::NoValue' }] })).toEqual({
      a: 1,
      list: [1],
    });
  });

  it('does not change an object that only looks like a condition', () => {
    expect(resolve({ Condition: { StringEquals: { x: 'y' } } })).toEqual({
      Condition: { StringEquals: { x: 'y' } },
    });
  });

  it('refuses an unknown function', () => {
    expect(() => resolve({ 'Fn::Transform': { Name: 'x' } })).toThrow('Fn::Transform is not supported');
  });

  it('refuses an unknown condition', () => {
    expect(() => resolve({ 'Fn::If': ['Nothing', 1, 2] })).toThrow('there is no condition Nothing');
  });
});
