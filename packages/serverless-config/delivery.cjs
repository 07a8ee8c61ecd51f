/**
 * A plugin for what only a deployment needs:
 * - Every role gets the permissions boundary that `provider.iam.role.permissionsBoundary` names, where it names one:
 *   whoever may deploy can then make no role that may do more (`.github/deploy-role.yml`).
 * - What the framework shows at its end asks API Gateway for the shared HTTP API by `provider.httpApi.id`. That is a
 *   reference which only CloudFormation resolves, so that a deployment that went well would end as a failed one.
 */
module.exports = class Delivery {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        boundRoles(serverless.service.provider),
      'before:aws:info:gatherData': () => forgetReference(serverless.service.provider),
    };
  }
};

function boundRoles({ iam, compiledCloudFormationTemplate }) {
  const boundary = iam?.role?.permissionsBoundary;
  if (!boundary) return;
  for (const { Type, Properties } of Object.values(compiledCloudFormationTemplate.Resources))
    if (Type === 'AWS::IAM::Role') Properties.PermissionsBoundary = boundary;
}

function forgetReference({ httpApi }) {
  if (String(httpApi?.id).startsWith('{{resolve:')) delete httpApi.id;
}
