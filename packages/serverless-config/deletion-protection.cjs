/**
 * A plugin that turns the deletion protection of a table on only if the table exists already. CloudFormation cannot
 * delete a protected table, so a deployment that creates one and fails could neither be rolled back nor repeated.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
 * The packaged template has the protection that the stage asks for; it is turned off in the template that is deployed.
 */
const { CloudFormationClient, paginateListStackResources } = require('@aws-sdk/client-cloudformation');

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
            `New tables, without deletion protection until the next deployment: ${created.join(', ')}`,
          );
      },
    };
  }
};

/** Turns the protection of the tables off that the stack does not have yet; returns their names. */
async function unprotectNew(resources, provider) {
  const tables = Object.entries(resources).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::DynamoDB::Table' && Properties.DeletionProtectionEnabled === true,
  );
  if (tables.length === 0) return [];
  const existing = await existingIn(provider);
  const created = tables.filter(([id]) => !existing.has(id)).map(([, { Properties }]) => Properties);
  for (const properties of created) properties.DeletionProtectionEnabled = false;
  return created.map(({ TableName }) => TableName);
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
