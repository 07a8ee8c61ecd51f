import { adaptTemplate, type Template } from './adapt-template.ts';

const parameterOf = async (name: string) => `value "of" ${name}`;
const archive = { Type: 'AWS::Events::Archive', Properties: { SourceArn: 'bus' } };
const adapt = (Resources: Template['Resources'], rest: object = {}) =>
  adaptTemplate({ Resources, ...rest }, parameterOf);

describe('When a template is adapted to the emulator', () => {
  it('loses what the emulator does not know, by its type, its family, or a metric that is computed', async () => {
    const { template, taken } = await adapt({
      Bus: { Type: 'AWS::Events::EventBus' },
      Archive: archive,
      Target: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
      Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      ErrorRate: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ Id: 'rate' }] } },
    });
    expect(Object.keys(template.Resources)).toEqual(['Bus', 'Alarm']);
    expect(taken).toEqual({
      Archive: 'AWS::Events::Archive',
      Target: 'AWS::ApplicationAutoScaling::ScalableTarget',
      ErrorRate: 'AWS::CloudWatch::Alarm',
    });
  });

  it('loses what waits for it and what tells of it, and keeps the rest', async () => {
    const { template } = await adapt(
      {
        Archive: archive,
        Bus: { Type: 'AWS::Events::EventBus', DependsOn: ['Archive', 'Topic'] },
        Topic: { Type: 'AWS::SNS::Topic', DependsOn: 'Archive' },
      },
      {
        Description: 'kept',
        Outputs: { ArchiveArn: { Value: { 'Fn::GetAtt': 'Archive.Arn' } }, Bus: { Value: { Ref: 'Bus' } } },
      },
    );
    expect(template).toEqual({
      Description: 'kept',
      Resources: {
        Bus: { Type: 'AWS::Events::EventBus', DependsOn: ['Topic'] },
        Topic: { Type: 'AWS::SNS::Topic' },
      },
      Outputs: { Bus: { Value: { Ref: 'Bus' } } },
    });
  });

  it('loses the shifting of traffic by what is left out', async () => {
    const shift = { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'Application' } } };
    const replace = { AutoScalingReplacingUpdate: { WillReplace: true } };
    const { template } = await adapt({
      Application: { Type: 'AWS::CodeDeploy::Application' },
      Alias: { Type: 'AWS::Lambda::Alias', UpdatePolicy: shift },
      Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', UpdatePolicy: replace },
    });
    expect(template.Resources).toEqual({
      Alias: { Type: 'AWS::Lambda::Alias' },
      Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', UpdatePolicy: replace },
    });
  });

  it.each([
    ['Ref', { Ref: 'Archive' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Archive', 'Arn'] }],
    ['Fn::Sub', { 'Fn::Sub': `of-\${Archive.Arn}` }],
  ])('is refused where what stays needs what does not, by %s', async (_how, Value) => {
    await expect(
      adapt({ Archive: archive, Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Value } } }),
    ).rejects.toThrow('Parameter needs Archive (AWS::Events::Archive), which is left out');
  });

  it('has the values of parameters in place of references to them', async () => {
    const { template } = await adapt({
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId: '{{resolve:ssm:/a}}', On: ['x{{resolve:ssm:/b}}'] },
      },
    });
    expect(template.Resources['Route']?.Properties).toEqual({
      ApiId: 'value "of" /a',
      On: ['xvalue "of" /b'],
    });
  });

  it('has quotes around the variables of input transformers that have none', async () => {
    const InputTemplate =
      '{"id": "<id>/Release \\"<id>\\"", "subject": <order-id>, "data": {"of": <order-id>}}';
    const { template } = await adapt({
      Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ InputTransformer: { InputTemplate } }] } },
    });
    expect(template.Resources['Rule']?.Properties).toEqual({
      Targets: [
        {
          InputTransformer: {
            InputTemplate:
              '{"id": "<id>/Release \\"<id>\\"", "subject": "<order-id>", "data": {"of": "<order-id>"}}',
          },
        },
      ],
    });
  });

  it('has OPEN_ACCESS in the environment of its functions', async () => {
    const { template } = await adapt({
      Place: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { STAGE: 'dev' } } } },
      Custom: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } },
    });
    expect(template.Resources).toMatchObject({
      Place: { Properties: { Environment: { Variables: { STAGE: 'dev', OPEN_ACCESS: 'true' } } } },
      Custom: {
        Properties: { Handler: 'index.handler', Environment: { Variables: { OPEN_ACCESS: 'true' } } },
      },
    });
  });

  it('has the punctuation spelt out that a made-up secret excludes', async () => {
    const secret = (GenerateSecretString: object) => ({
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: '/jars/lid', GenerateSecretString },
    });
    const { template } = await adapt({
      Lid: secret({ PasswordLength: 40, ExcludePunctuation: true }),
      Label: secret({ PasswordLength: 40 }),
    });
    expect(template.Resources['Lid']?.Properties).toEqual({
      Name: '/jars/lid',
      GenerateSecretString: {
        PasswordLength: 40,
        ExcludePunctuation: true,
        ExcludeCharacters: expect.stringMatching(/^[!-/:-@[-`{-~]{32}$/),
      },
    });
    expect(template.Resources['Label']).toEqual(secret({ PasswordLength: 40 }));
  });
});
