import type { CloudFormationTemplate } from '@tradepost/compiled-service/packaging/service-state';
import { adaptTemplate } from './adapt-template.ts';

const archive = { Type: 'AWS::Events::Archive', Properties: { SourceArn: 'bus' } };
const adapt = (Resources: CloudFormationTemplate['Resources'], rest: object = {}) =>
  adaptTemplate({ Resources, ...rest });

describe('adaptTemplate', () => {
  it('removes unsupported types and families of types', () => {
    const { template, removed } = adapt({
      Bus: { Type: 'AWS::Events::EventBus' },
      Archive: archive,
      Target: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
    });
    expect(Object.keys(template.Resources)).toEqual(['Bus']);
    expect(removed).toEqual({
      Archive: 'AWS::Events::Archive',
      Target: 'AWS::ApplicationAutoScaling::ScalableTarget',
    });
  });

  it('watches the first metric of an alarm on computed metrics', () => {
    const metric = (MetricName: string, Stat: string) => ({
      Id: MetricName.toLowerCase(),
      MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName }, Period: 60, Stat },
    });
    const alarm = (...Metrics: object[]) => ({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmName: 'jars-slow', Threshold: 1, Metrics },
    });
    const { template } = adapt({
      Slow: alarm({ Id: 'slow', Expression: 'IF(invocations >= 20, duration)' }, metric('Duration', 'p95')),
      Failing: alarm(metric('Errors', 'Sum'), metric('Invocations', 'Sum')),
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
    });
    const base = { AlarmName: 'jars-slow', Threshold: 1, Namespace: 'AWS/Lambda', Period: 60 };
    expect(template.Resources).toEqual({
      Slow: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { ...base, MetricName: 'Duration', ExtendedStatistic: 'p95' },
      },
      Failing: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { ...base, MetricName: 'Errors', Statistic: 'Sum' },
      },
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
    });
  });

  it('removes dependencies on removed resources and outputs of them', () => {
    const { template } = adapt(
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

  it('removes an update policy that names a removed resource', () => {
    const shift = { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'Application' } } };
    const replace = { AutoScalingReplacingUpdate: { WillReplace: true } };
    const { template } = adapt({
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
  ])('throws if a property names a removed resource by %s', (_how, Value) => {
    expect(() =>
      adapt({ Archive: archive, Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Value } } }),
    ).toThrow('Parameter needs Archive (AWS::Events::Archive), which is left out');
  });

  it('writes the URL of an issuer with the name of its pool', () => {
    const Value = { 'Fn::GetAtt': ['Pool', 'ProviderURL'] };
    const { template } = adapt({
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Issuer: { Type: 'AWS::SSM::Parameter', Properties: { Value } },
    });
    expect(template.Resources['Issuer']?.Properties).toEqual({
      Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Pool', 'ProviderName'] }]] },
    });
  });

  it('lists the punctuation that a generated secret excludes', () => {
    const secret = (GenerateSecretString: object) => ({
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: '/jars/lid', GenerateSecretString },
    });
    const { template } = adapt({
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
