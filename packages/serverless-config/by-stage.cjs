/**
 * A plugin that applies the settings of the stage, `custom.byStage` (`by-stage.yml`), to functions:
 * - a canary: the settings of serverless-plugin-canary-deployments for each function, and the platform's check of a new
 *   version before it gets traffic (its alarms are in canary-alarms.cjs);
 * - concurrency, reserved or provisioned, with its scaling.
 */
const { pascal } = require('./names.cjs');

const ALIAS = 'live';
/** The platform's function that checks a new version before it gets traffic. It cannot check itself. */
const CHECK = 'checkVersion';

module.exports = class ByStage {
  constructor(serverless) {
    const service = () => serverless.service;
    this.hooks = {
      'before:package:initialize': () => declareCanaries(service()),
      // After the canary plugin, whose aliases it completes.
      'after:aws:package:finalize:mergeCustomProviderResources': () => complete(service()),
    };
  }
};

/** Runs before the framework compiles functions, which makes a version of a function only if it is set by then. */
function declareCanaries({ custom, functions, provider }) {
  const { byStage, domain } = custom;
  if (byStage.canary === 'none') return;
  provider.versionFunctions = true;
  custom.deploymentSettings = {
    type: byStage.canary,
    alias: ALIAS,
    // CodeDeploy assumes the role when a group is created: the reference makes CloudFormation create the role first.
    codeDeployRole:
      domain === 'platform'
        ? { 'Fn::GetAtt': ['CodeDeployRole', 'Arn'] }
        : ofAccount('iam', '', `role/tradepost-${provider.stage}-platform-code-deploy`),
  };
  for (const [key, definition] of Object.entries(functions)) {
    if (domain === 'platform' && key === CHECK) continue;
    definition.deploymentSettings = {};
  }
}

function complete({ custom: { byStage, domain }, functions, provider }) {
  const resources = provider.compiledCloudFormationTemplate.Resources;
  for (const { Type, UpdatePolicy } of Object.values(resources)) {
    if (Type !== 'AWS::Lambda::Alias') continue;
    UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook = `tradepost-${provider.stage}-platform-check-version`;
  }
  for (const [name, wanted] of Object.entries(byStage.concurrency)) {
    const [service, key] = name.split('-');
    if (service !== domain) continue;
    if (functions[key] === undefined) throw new Error(`concurrency: ${domain} has no function ${key}`);
    Object.assign(resources, limitConcurrency(resources, functions[key].name, key, wanted));
  }
}

/**
 * Provisioned concurrency belongs to an alias and follows its utilization.
 * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
function limitConcurrency(resources, functionName, key, { reserved, provisioned }) {
  const id = `${pascal(key)}LambdaFunction`;
  if (reserved !== undefined) resources[id].Properties.ReservedConcurrentExecutions = reserved;
  if (provisioned === undefined) return {};
  const alias = resources[`${id}Alias${ALIAS}`];
  if (alias === undefined)
    throw new Error(`concurrency: ${key} has no alias to provision; the stage needs a canary type`);
  const { min, max, targetPercent } = provisioned;
  alias.Properties.ProvisionedConcurrencyConfig = { ProvisionedConcurrentExecutions: min };
  return {
    [`${id}Scaling`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      DependsOn: `${id}Alias${ALIAS}`,
      Properties: {
        ServiceNamespace: 'lambda',
        ResourceId: `function:${functionName}:${ALIAS}`,
        ScalableDimension: 'lambda:function:ProvisionedConcurrency',
        MinCapacity: min,
        MaxCapacity: max,
      },
    },
    [`${id}ScalingPolicy`]: {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: `${functionName}-provisioned`,
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: `${id}Scaling` },
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'LambdaProvisionedConcurrencyUtilization' },
          TargetValue: targetPercent / 100,
        },
      },
    },
  };
}

function ofAccount(service, region, resource) {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:${region}:\${AWS::AccountId}:${resource}` };
}
