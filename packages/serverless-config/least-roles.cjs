/**
 * A plugin that takes out of the template what the makers of roles put in and nobody needs:
 * - the framework's own role. Each function has a role of its own, so that nobody acts with that one, which may do
 *   what all functions together may.
 * - `logs:CreateLogGroup`. The template makes the log groups; a function that made one would make it without an end
 *   to how long its lines are kept.
 */
module.exports = class LeastRoles {
  constructor(serverless) {
    // It stands after the plugin that makes the functions' roles, which does so at the same moment.
    this.hooks = { 'before:package:finalize': () => reduceRoles(serverless) };
  }
};

/** Throws where a function has no role of its own: it needs `iamRoleStatements`, if only an empty list. */
function reduceRoles(serverless) {
  const sharedId = serverless.getProvider('aws').naming.getRoleLogicalId();
  const resources = serverless.service.provider.compiledCloudFormationTemplate.Resources;
  delete resources[sharedId];
  for (const [logicalId, { Type, Properties }] of Object.entries(resources)) {
    if (Type === 'AWS::Lambda::Function' && JSON.stringify(Properties.Role).includes(`"${sharedId}"`))
      throw new Error(`${logicalId} has no role of its own: give the function iamRoleStatements`);
    if (Type === 'AWS::IAM::Role' && logicalId.endsWith(sharedId)) dropLogGroups(Properties);
  }
}

function dropLogGroups({ Policies }) {
  for (const statement of Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)) {
    if (Array.isArray(statement.Action))
      statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
  }
}
