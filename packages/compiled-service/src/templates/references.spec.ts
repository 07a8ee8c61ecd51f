import { referencesIn } from './references.ts';

describe('referencesIn', () => {
  it.each([
    ['Ref', { Ref: 'Queue' }, ['Queue']],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, ['Queue']],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, ['Queue']],
    ['Fn::Sub', { 'Fn::Sub': `of-\${Queue.Arn}-\${Table}` }, ['Queue', 'Table']],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': [`\${x}-\${Table}`, { x: { Ref: 'Queue' } }] },
      ['Table', 'Queue'],
    ],
    ['nested values', { a: [{ b: { Ref: 'Queue' } }], c: 'Table' }, ['Queue']],
  ])('finds the references of %s', (_, value, expected) => {
    expect(referencesIn(value)).toEqual(expected);
  });
});
