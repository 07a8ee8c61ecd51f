import { createRequire } from 'node:module';

type Template = { Resources: object; Parameters?: object };

const SsmParameters = createRequire(import.meta.url)('../ssm-parameters.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

function lookUp(Resources: object, rest: object = {}): Template {
  const service = { provider: { compiledCloudFormationTemplate: { Resources, ...rest } } };
  for (const hook of Object.values(new SsmParameters({ service }).hooks)) hook();
  return service.provider.compiledCloudFormationTemplate;
}

const BUS = '/tradepost/dev/platform/event-bus/name';
const reference = (name: string) => `{{resolve:ssm:${name}}}`;
const lookup = (Default: string) => ({ Type: 'AWS::SSM::Parameter::Value<String>', Default });

describe('ssm-parameters.cjs', () => {
  it('makes one parameter of equal references, wherever they are', () => {
    const Rule = {
      Properties: { EventBusName: reference(BUS), Targets: [{ Arn: { 'Fn::Sub': reference(BUS) } }] },
    };
    const Lambda = {
      Properties: { Code: { Zip: 'a' }, Environment: { Variables: { BUS: reference(BUS) } } },
    };
    const Ref = { Ref: 'PlatformEventBusName' };
    expect(lookUp({ Rule, Lambda })).toEqual({
      Parameters: { PlatformEventBusName: lookup(BUS) },
      Resources: {
        Rule: { Properties: { EventBusName: Ref, Targets: [{ Arn: Ref }] } },
        Lambda: { Properties: { Code: { Zip: 'a' }, Environment: { Variables: { BUS: Ref } } } },
      },
    });
  });

  it('refers to the value of a parameter that the template creates', () => {
    const Parameter = { Type: 'AWS::SSM::Parameter', Properties: { Name: BUS, Value: { Ref: 'Bus' } } };
    const Rule = { Properties: { EventBusName: reference(BUS) } };
    expect(lookUp({ Parameter, Rule })).toEqual({
      Resources: { Parameter, Rule: { Properties: { EventBusName: { Ref: 'Bus' } } } },
    });
  });

  it("keeps the template's own parameters", () => {
    const Rule = { Properties: { EventBusName: reference(BUS) } };
    expect(lookUp({ Rule }, { Parameters: { Size: { Type: 'String' } } }).Parameters).toEqual({
      Size: { Type: 'String' },
      PlatformEventBusName: lookup(BUS),
    });
  });

  it.each([
    ['a part of a text', `a ${reference(BUS)}`],
    ['a version', reference(`${BUS}:3`)],
    ['a secret', '{{resolve:secretsmanager:a}}'],
  ])('leaves a reference with %s as it is', (_what, DisplayName) => {
    const Resources = { Topic: { Properties: { DisplayName } } };
    expect(lookUp(Resources)).toEqual({ Resources });
  });

  it('throws if a resource has the name of the parameter', () => {
    const Rule = { Properties: { EventBusName: reference(BUS) } };
    expect(() => lookUp({ Rule, PlatformEventBusName: {} })).toThrow(
      `the resource PlatformEventBusName has the name of the parameter for ${BUS}: rename the resource`,
    );
  });
});
