import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type Resource = {
  readonly Type: string;
  Properties: Record<string, unknown>;
  UpdatePolicy?: Record<string, unknown>;
};
type Service = {
  readonly custom: Record<string, unknown>;
  readonly functions: Record<string, Record<string, unknown>>;
  readonly provider: Record<string, unknown> & {
    readonly compiledCloudFormationTemplate: { readonly Resources: Record<string, Resource> };
  };
};
const ByStage = require('../by-stage.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

const DEV = { canary: 'none', concurrency: {}, functionAlarms: false };
const PROD = { ...DEV, canary: 'Canary10Percent5Minutes', functionAlarms: true };

const serviceOn = (byStage: object, resources: Record<string, Resource> = {}): Service => ({
  custom: { domain: 'orders', byStage },
  functions: { placeOrder: { name: 'tradepost-prod-orders-place-order' } },
  provider: {
    stage: 'prod',
    versionFunctions: false,
    compiledCloudFormationTemplate: { Resources: resources },
  },
});
const declare = (service: Service) => new ByStage({ service }).hooks['before:package:initialize']?.();
const complete = (service: Service) => {
  new ByStage({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return service.provider.compiledCloudFormationTemplate.Resources;
};
const lambda = (): Resource => ({ Type: 'AWS::Lambda::Function', Properties: {} });
const alias = (): Resource => ({
  Type: 'AWS::Lambda::Alias',
  UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'app' } },
  Properties: {},
});

describe('A canary', () => {
  it('is declared for each function of a stage that has canaries', () => {
    const service = serviceOn(PROD);
    declare(service);
    expect(service.provider['versionFunctions']).toBe(true);
    expect(service.custom['deploymentSettings']).toMatchObject({
      type: 'Canary10Percent5Minutes',
      alias: 'live',
      codeDeployRole: { 'Fn::Sub': expect.stringMatching(/:role\/tradepost-prod-platform-code-deploy$/) },
    });
    expect(service.functions['placeOrder']?.['deploymentSettings']).toEqual({});
  });

  it('refers to its role in the stack of the platform, so that the role exists first', () => {
    const service = serviceOn(PROD);
    Object.assign(service.custom, { domain: 'platform' });
    declare(service);
    expect(service.custom['deploymentSettings']).toMatchObject({
      codeDeployRole: { 'Fn::GetAtt': ['CodeDeployRole', 'Arn'] },
    });
  });

  it('runs the check of the platform before the new version gets traffic', () => {
    const { Live } = complete(serviceOn(PROD, { Live: alias() }));
    expect(Live?.UpdatePolicy?.['CodeDeployLambdaAliasUpdate']).toEqual({
      ApplicationName: 'app',
      BeforeAllowTrafficHook: 'tradepost-prod-platform-check-version',
    });
  });

  it('is not declared on other stages', () => {
    const service = serviceOn(DEV);
    declare(service);
    expect(service.functions['placeOrder']).not.toHaveProperty('deploymentSettings');
    expect(service.provider['versionFunctions']).toBe(false);
  });
});

describe('Concurrency', () => {
  const of = (wanted: object, byStage: object = PROD) =>
    serviceOn(
      { ...byStage, concurrency: { 'orders-placeOrder': wanted, 'payments-getLedger': { reserved: 1 } } },
      { PlaceOrderLambdaFunction: lambda(), PlaceOrderLambdaFunctionAliaslive: alias() },
    );

  it('is reserved for a function', () => {
    const { PlaceOrderLambdaFunction } = complete(of({ reserved: 50 }));
    expect(PlaceOrderLambdaFunction?.Properties).toEqual({ ReservedConcurrentExecutions: 50 });
  });

  it('is provisioned for the alias and follows its utilization', () => {
    const resources = complete(of({ provisioned: { min: 2, max: 50, targetPercent: 70 } }));
    expect(resources['PlaceOrderLambdaFunctionAliaslive']?.Properties).toEqual({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(resources['PlaceOrderLambdaFunctionScaling']?.Properties).toMatchObject({
      ResourceId: 'function:tradepost-prod-orders-place-order:live',
      MinCapacity: 2,
      MaxCapacity: 50,
    });
    expect(resources['PlaceOrderLambdaFunctionScalingPolicy']?.Properties).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7 },
    });
  });

  it('is refused for an unknown function and for a function without an alias', () => {
    const unknown = serviceOn({ ...PROD, concurrency: { 'orders-unknown': { reserved: 1 } } });
    expect(() => complete(unknown)).toThrow('concurrency: orders has no function unknown');
    const bare = of({ provisioned: { min: 1, max: 2, targetPercent: 70 } });
    delete bare.provider.compiledCloudFormationTemplate.Resources['PlaceOrderLambdaFunctionAliaslive'];
    expect(() => complete(bare)).toThrow('placeOrder has no alias to provision');
  });
});
