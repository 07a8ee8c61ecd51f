/**
 * A plugin that gives each canary an alarm on the errors of the new version alone. CodeDeploy stops a deployment while one
 * of its alarms is on, so that an alarm on the whole function, which the old version has turned on, would stop the
 * deployment that repairs it. The alarm has the new version in its logical id: each version has a new alarm, which is off.
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
 * Lambda has the metric while an alias shifts its traffic between two versions:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html
 */
const { alarmOf } = require('./alarm.cjs');

/** Errors of the new version in a minute. */
const MAX_ERRORS = 2;

module.exports = class CanaryAlarms {
  constructor(serverless) {
    this.hooks = {
      // After the canary plugin, whose deployment groups it completes.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const { custom, provider } = serverless.service;
        const { functionAlarms, canaryAlarms } = custom.byStage;
        // A parameter of the command line is a text.
        if (functionAlarms && String(canaryAlarms) === 'true')
          watchVersions(provider.compiledCloudFormationTemplate.Resources, {
            stage: provider.stage,
            domain: custom.domain,
          });
      },
    };
  }
};

function watchVersions(resources, facts) {
  for (const { Type, Properties, UpdatePolicy } of Object.values(resources)) {
    if (Type !== 'AWS::Lambda::Alias') continue;
    const [versionId] = Properties.FunctionVersion['Fn::GetAtt'];
    const id = `NewVersionErrorsOf${versionId}`;
    resources[id] = errorsAlarm(facts, Properties);
    const group = UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName.Ref;
    resources[group].Properties.AlarmConfiguration = { Alarms: [{ Name: { Ref: id } }], Enabled: true };
  }
}

function errorsAlarm(facts, { FunctionName, FunctionVersion, Name }) {
  return alarmOf(facts, {
    description: `The new version of a function of ${facts.domain} fails more than ${MAX_ERRORS} times a minute. CodeDeploy rolls it back.`,
    metric: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [
        { Name: 'FunctionName', Value: FunctionName },
        { Name: 'Resource', Value: { 'Fn::Join': [':', [FunctionName, Name]] } },
        { Name: 'ExecutedVersion', Value: FunctionVersion },
      ],
      Statistic: 'Sum',
    },
    threshold: MAX_ERRORS,
  });
}
