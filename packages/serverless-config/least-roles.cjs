const { kebab, resourceName } = require('./names.cjs');
const { publishedBy } = require('./published-events.cjs');

/** The logical id of the role with which an event starts a workflow: serverless-step-functions gives it no name. */
const STARTER = /^(\w+)EventToStepFunctionsRole$/;

/**
 * A plugin that reduces what roles allow to what is needed, and names them:
 * - The role of a function has the function's name. The default name contains the service, the stage and the region, and
 *   is longer than the 64 characters that IAM allows on some stages and in some regions.
 * - The role with which events start the workflow `fulfilOrder` is called `start-fulfil-order`. A name that CloudFormation
 *   generates differs between accounts, and could not be compared (`auditRoles` of operations).
 * - The framework's own role is removed. Each function has a role of its own, so nothing uses that one, which allows
 *   what all functions together need.
 * - `logs:CreateLogGroup` is removed. The template makes the log groups; one that a function made would have no
 *   retention period.
 * - `events:PutEvents` is limited to the service's own source and to the event types of its contracts.
 */
module.exports = class LeastRoles {
  constructor(serverless) {
    this.hooks = {
      'before:package:initialize': () => nameRoles(serverless.service.functions),
      // After the plugin that makes the functions' roles, which does so at the same moment.
      'before:package:finalize': () => reduceRoles(serverless),
    };
  }
};

function nameRoles(functions) {
  for (const definition of Object.values(functions)) definition.iamRoleStatementsName = definition.name;
}

/** Throws if a function has no role of its own: it needs `iamRoleStatements`, at least an empty list. */
function reduceRoles(serverless) {
  const sharedId = serverless.getProvider('aws').naming.getRoleLogicalId();
  const resources = serverless.service.provider.compiledCloudFormationTemplate.Resources;
  delete resources[sharedId];
  for (const [logicalId, { Type, Properties }] of Object.entries(resources)) {
    if (Type === 'AWS::Lambda::Function' && JSON.stringify(Properties.Role).includes(`"${sharedId}"`))
      throw new Error(`${logicalId} has no role of its own: give the function iamRoleStatements`);
    if (Type !== 'AWS::IAM::Role') continue;
    nameStarter(logicalId, Properties, serverless.service);
    if (logicalId.endsWith(sharedId)) dropLogGroups(Properties);
    limitPublishing(Properties, serverless.service.custom?.domain, logicalId);
  }
}

function nameStarter(logicalId, properties, { custom, provider }) {
  const [, workflow] = STARTER.exec(logicalId) ?? [];
  if (workflow === undefined) return;
  const name = `start-${kebab(workflow)}`;
  properties.RoleName = resourceName({ stage: provider.stage, domain: custom.domain }, name);
  // The plugin's name of the policy has the stage and the region.
  for (const policy of properties.Policies) policy.PolicyName = name;
}

function dropLogGroups({ Policies }) {
  for (const statement of statementsOf(Policies)) {
    if (Array.isArray(statement.Action))
      statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
  }
}

/**
 * PutEvents is authorized for each entry, with its source and its detail type.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
function limitPublishing({ Policies = [] }, domain, logicalId) {
  const publishing = statementsOf(Policies).filter(
    ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('events:PutEvents'),
  );
  if (publishing.length === 0) return;
  const { source, types } = publishedBy(domain);
  if (types.length === 0)
    throw new Error(
      `${logicalId} allows events:PutEvents, but no event contract has the source ${source}: run pnpm generate contracts`,
    );
  for (const statement of publishing) {
    if ([statement.Action].flat().length > 1)
      throw new Error(
        `${logicalId} allows events:PutEvents beside other actions: give it a statement of its own`,
      );
    statement.Condition = { StringEquals: { 'events:source': source, 'events:detail-type': types } };
  }
}

function statementsOf(policies) {
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
