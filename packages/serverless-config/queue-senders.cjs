/**
 * A plugin that lets EventBridge send to each queue only for the rules that name the queue, as a target or as the
 * dead-letter queue of a target. Services send by their own roles, so a queue without such a rule lets no AWS service
 * send. It reads the compiled template, because plugins add rules of their own (schedules, the saga's rule).
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
module.exports = class QueueSenders {
  constructor(serverless) {
    // By then the fragments' resources are in the template.
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        admitRules(
          serverless.service.provider.compiledCloudFormationTemplate.Resources,
          serverless.getProvider('aws').getStage(),
        ),
    };
  }
};

/** Throws if a rule has no name: its ARN must be known before the rule is made. */
function admitRules(resources, stage) {
  for (const [policyId, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::SQS::QueuePolicy') continue;
    const rules = Object.entries(resources).filter(
      ([, resource]) =>
        resource.Type === 'AWS::Events::Rule' &&
        Properties.Queues.some((queue) => sendsTo(resource.Properties, queue.Ref)),
    );
    if (rules.length === 0) continue;
    const { Statement } = Properties.PolicyDocument;
    Statement.push(fromRules(Statement[0].Resource, rules.map((rule) => arnOf(rule, stage)).sort()));
    // Otherwise the first events of a new rule would come before the queue admits it.
    for (const [, rule] of rules) rule.DependsOn = [...new Set([rule.DependsOn ?? [], policyId].flat())];
  }
}

function sendsTo({ Targets = [] }, queueId) {
  return Targets.some(({ Arn, DeadLetterConfig }) =>
    [Arn, DeadLetterConfig?.Arn].some((arn) => [arn?.['Fn::GetAtt']].flat()[0] === queueId),
  );
}

/** A schedule is on the account's default bus, every other rule on the stage's. */
function arnOf([logicalId, { Properties }], stage) {
  const { Name, EventBusName } = Properties;
  if (typeof Name !== 'string') throw new Error(`${logicalId} sends to a queue: give the rule a Name`);
  const bus = EventBusName === undefined ? '' : `tradepost-${stage}/`;
  return `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${bus}${Name}`;
}

function fromRules(Resource, arns) {
  return {
    Sid: 'FromItsRules',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource,
    Condition: { ArnEquals: { 'aws:SourceArn': arns.map((arn) => ({ 'Fn::Sub': arn })) } },
  };
}
