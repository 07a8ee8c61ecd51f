/**
 * A plugin that turns the deletion protection of a table or a user pool on only if it exists already. CloudFormation cannot
 * delete a protected one, so a deployment that creates one and fails could neither be rolled back nor repeated.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html
 * The packaged template has the protection that the stage asks for; it is turned off in the template that is deployed.
 */
const { CloudFormationClient, paginateListStackResources } = require('@aws-sdk/client-cloudformation');

/** The property that protects a resource, by type: its name, and its values on and off. */
const PROTECTIONS = {
  'AWS::DynamoDB::Table': { property: 'DeletionProtectionEnabled', on: true, off: false, name: 'TableName' },
  'AWS::Cognito::UserPool': {
    ...{ property: 'DeletionProtection', on: 'ACTIVE', off: 'INACTIVE', name: 'UserPoolName' },
  },
};

/** Statuses of a resource that a rollback deleted, or that could not be created. */
const GONE = /^(?:DELETE_|CREATE_FAILED)/;

module.exports = class DeletionProtection {
  constructor(serverless, _options, { log }) {
    this.hooks = {
      // The stack exists by then, and the template is neither compared nor uploaded yet.
      'before:aws:deploy:deploy:checkForChanges': async () => {
        const { Resources } = serverless.service.provider.compiledCloudFormationTemplate;
        const created = await unprotectNew(Resources, serverless.getProvider('aws'));
        if (created.length > 0)
          log.notice(
            `New tables and user pools, without deletion protection until the next deployment: ${created.join(', ')}`,
          );
      },
    };
  }
};

/** Turns the protection of the resources off that the stack does not have yet; returns their names. */
async function unprotectNew(resources, provider) {
  const isProtected = ({ Type, Properties }) =>
    PROTECTIONS[Type] !== undefined && Properties[PROTECTIONS[Type].property] === PROTECTIONS[Type].on;
  const found = Object.entries(resources).filter(([, resource]) => isProtected(resource));
  if (found.length === 0) return [];
  const existing = await existingIn(provider);
  const created = found.filter(([id]) => !existing.has(id)).map(([, resource]) => resource);
  for (const { Type, Properties } of created) Properties[PROTECTIONS[Type].property] = PROTECTIONS[Type].off;
  return created.map(({ Type, Properties }) => Properties[PROTECTIONS[Type].name]);
}

/** The logical ids of the resources that the stack has now. */
async function existingIn(provider) {
  const client = new CloudFormationClient(await provider.getAwsSdkV3Config());
  const existing = new Set();
  const pages = paginateListStackResources({ client }, { StackName: provider.naming.getStackName() });
  for await (const { StackResourceSummaries = [] } of pages)
    for (const { LogicalResourceId, ResourceStatus } of StackResourceSummaries)
      if (!GONE.test(ResourceStatus)) existing.add(LogicalResourceId);
  return existing;
}
