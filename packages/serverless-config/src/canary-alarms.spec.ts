import { createRequire } from 'node:module';

type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly UpdatePolicy?: object;
};
const CanaryAlarms = createRequire(import.meta.url)('../canary-alarms.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

/** The resources of a packaged function whose canary has no alarm yet. */
function packaged(byStage: object): Record<string, Resource> {
  const Resources: Record<string, Resource> = {
    PlaceOrderGroup: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: {} },
    PlaceOrderLive: {
      Type: 'AWS::Lambda::Alias',
      UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: 'PlaceOrderGroup' } } },
      Properties: {
        FunctionName: { Ref: 'PlaceOrder' },
        FunctionVersion: { 'Fn::GetAtt': ['PlaceOrderLambdaVersionAbc', 'Version'] },
        Name: 'live',
      },
    },
  };
  const service = {
    custom: { domain: 'orders', byStage },
    provider: { stage: 'prod', compiledCloudFormationTemplate: { Resources } },
  };
  new CanaryAlarms({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return Resources;
}

describe('A canary', () => {
  it('is stopped by errors of the new version alone', () => {
    const { PlaceOrderGroup, NewVersionErrorsOfPlaceOrderLambdaVersionAbc: alarm } = packaged({
      functionAlarms: true,
      canaryAlarms: true,
    });
    expect(PlaceOrderGroup?.Properties['AlarmConfiguration']).toEqual({
      Alarms: [{ Name: { Ref: 'NewVersionErrorsOfPlaceOrderLambdaVersionAbc' } }],
      Enabled: true,
    });
    expect(alarm).toMatchObject({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        MetricName: 'Errors',
        Dimensions: [
          { Name: 'FunctionName', Value: { Ref: 'PlaceOrder' } },
          { Name: 'Resource', Value: { 'Fn::Join': [':', [{ Ref: 'PlaceOrder' }, 'live']] } },
          { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': ['PlaceOrderLambdaVersionAbc', 'Version'] } },
        ],
        TreatMissingData: 'notBreaching',
      },
    });
  });

  it.each([
    ['a deployment ignores alarms', { functionAlarms: true, canaryAlarms: 'false' }],
    ['a stage has no alarms of functions', { functionAlarms: false, canaryAlarms: true }],
  ])('is not stopped by alarms if %s', (_, byStage) => {
    const resources = packaged(byStage);
    expect(Object.keys(resources)).toEqual(['PlaceOrderGroup', 'PlaceOrderLive']);
    expect(resources['PlaceOrderGroup']?.Properties).toEqual({});
  });
});
