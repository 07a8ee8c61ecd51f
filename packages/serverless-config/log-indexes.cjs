/**
 * A plugin that gives the log group of every function its field indexes. A query by `filterIndex` reads, and is billed
 * for, the lines that have the value, and it reads no log group without the index.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing.html
 */
const GROUPS_OF_FUNCTIONS = '/aws/lambda/';

/** The timeline of an order finds lines by `orderId`, a dead-letter message its failed attempts by `messageId`. */
const FIELDS = ['orderId', 'messageId'];

module.exports = class LogIndexes {
  constructor(serverless) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        indexFields(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
};

function indexFields(resources) {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== 'AWS::Logs::LogGroup') continue;
    if (!String(Properties.LogGroupName).startsWith(GROUPS_OF_FUNCTIONS)) continue;
    Properties.FieldIndexPolicies = [{ Fields: FIELDS }];
  }
}
