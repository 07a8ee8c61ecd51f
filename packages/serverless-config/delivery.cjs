/**
 * A plugin for what only a deployment needs:
 * - Every role gets the permissions boundary `custom.byStage.permissionsBoundary`, if there is one: the name of a managed
 *   policy, or its ARN. Who may deploy can then create no role with more rights (`.github/deploy-role.yml`).
 * - The framework's summary at the end of a deployment requests the shared HTTP API by `provider.httpApi.id`. Only
 *   CloudFormation resolves that reference, so a successful deployment would end with an error.
 * - After a deployment, the framework changes the stage of the REST API by API calls and deletes its log group. The template
 *   has the stage, so this step is removed, and the deploy role needs no right to change APIs.
 */
module.exports = class Deployment {
  constructor(serverless) {
    this.hooks = {
      initialize: () => removeStageUpdate(serverless.pluginManager.hooks),
      'after:aws:package:finalize:mergeCustomProviderResources': () => boundRoles(serverless.service),
      'before:aws:info:gatherData': () => forgetReference(serverless.service.provider),
    };
  }
};

function boundRoles({ custom, provider }) {
  const boundary = custom.byStage?.permissionsBoundary;
  if (!boundary) return;
  // By its name, a policy of the account that is deployed to: packaging needs no account.
  const arn = boundary.startsWith('arn:')
    ? boundary
    : { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${boundary}` };
  for (const { Type, Properties } of Object.values(provider.compiledCloudFormationTemplate.Resources))
    if (Type === 'AWS::IAM::Role') Properties.PermissionsBoundary = arn;
}

function removeStageUpdate(hooks) {
  const event = 'after:deploy:deploy';
  hooks[event] = (hooks[event] ?? []).filter(({ pluginName }) => pluginName !== 'AwsCompileApigEvents');
}

function forgetReference({ httpApi }) {
  if (String(httpApi?.id).startsWith('{{resolve:')) delete httpApi.id;
}
