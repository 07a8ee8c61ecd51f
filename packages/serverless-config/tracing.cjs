/**
 * A plugin that traces functions and workflows with X-Ray where the stage has a `traceSample` above 0, and gives their
 * roles the permissions for it. The platform's sampling rule (`services/platform/resources/tracing.yml`) applies to
 * REST APIs and workflows; functions that no traced API or workflow calls sample by themselves: one invocation per
 * second and 5 % of the others, which AWS does not let anyone configure.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
module.exports = class Tracing {
  constructor(serverless) {
    this.hooks = {
      // The roles of functions and the workflows are in the template by then.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const { custom, provider } = serverless.service;
        if (custom.byStage.traceSample > 0) trace(provider.compiledCloudFormationTemplate.Resources);
      },
    };
  }
};

const WRITE = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
/** https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html */
const WRITE_AND_SAMPLE = [...WRITE, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'];

function trace(resources) {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::Lambda::Function') {
      Properties.TracingConfig = { Mode: 'Active' };
      allow(WRITE, Properties.Role, resources);
    }
    if (Type === 'AWS::StepFunctions::StateMachine') {
      Properties.TracingConfiguration = { Enabled: true };
      allow(WRITE_AND_SAMPLE, Properties.RoleArn, resources);
    }
  }
}

/** X-Ray has no resource-level permissions for these actions. */
function allow(Action, role, resources) {
  const [{ PolicyDocument }] = resources[role['Fn::GetAtt'][0]].Properties.Policies;
  PolicyDocument.Statement.push({ Effect: 'Allow', Action, Resource: '*' });
}
