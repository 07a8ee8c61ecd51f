import { ssmLookupsIn } from './ssm-lookups.ts';

const topic = (DisplayName: unknown) => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName } });
const lookup = (Default: string) => ({ Type: 'AWS::SSM::Parameter::Value<String>', Default });

describe('ssmLookupsIn', () => {
  it('returns the names in dynamic references, each once', () => {
    const Resources = {
      A: topic('{{resolve:ssm:/z}}'),
      B: topic('a {{resolve:ssm:/z}}'),
      C: topic('a {{resolve:ssm-secure:/b:3}} c'),
    };
    expect(ssmLookupsIn({ Resources })).toEqual(['/b', '/z']);
  });

  it('returns the names in parameters of the template', () => {
    const Parameters = { Bus: lookup('/bus'), Size: { Type: 'String', Default: '/no' } };
    expect(ssmLookupsIn({ Parameters, Resources: { A: topic({ Ref: 'Bus' }) } })).toEqual(['/bus']);
  });
});
