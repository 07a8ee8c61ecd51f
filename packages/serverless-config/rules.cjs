/**
 * The events that a service reacts to, from `resources/rules.yml`: `{Name: {source, types?, inbox, command?}}`. Each is a
 * rule on the platform's bus that puts the CloudEvent into one of the service's inboxes, with retries and a dead-letter
 * queue. With `command`, the rule turns the event into this command (command-of-event.cjs). Services refer to the bus by its
 * SSM parameter. The stack that creates both refers to the bus itself, as `custom.eventBus`, because CloudFormation resolves
 * parameters before it creates any resource.
 */
const { commandOfEvent } = require('./command-of-event.cjs');
const { declared } = require('./declared.cjs');
const { factsOf, pascal, resourceName } = require('./names.cjs');

const MAX_RETRIES = 185;
const MAX_AGE_SECONDS = 24 * 60 * 60;

module.exports = async ({ resolveVariable }) => {
  const facts = await factsOf(resolveVariable);
  const rules = await declared(resolveVariable, 'rules');
  const bus =
    (await resolveVariable("self:custom.eventBus, ''")) ||
    `{{resolve:ssm:/tradepost/${facts.stage}/platform/event-bus/name}}`;
  return {
    Resources: Object.fromEntries(
      Object.entries(rules).map(([name, rule]) => [
        `${pascal(name)}Rule`,
        toResource(facts, bus, name, rule),
      ]),
    ),
  };
};

function toResource(facts, bus, name, { source, types, inbox, command }) {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: resourceName(facts, name),
      EventBusName: bus,
      EventPattern: {
        source: Array.isArray(source) ? source : [source],
        ...(types === undefined ? {} : { 'detail-type': types }),
      },
      State: 'ENABLED',
      Targets: [
        {
          Id: 'inbox',
          Arn: { 'Fn::GetAtt': [`${pascal(inbox)}Inbox`, 'Arn'] },
          ...(command === undefined
            ? { InputPath: '$.detail' }
            : { InputTransformer: commandOfEvent(facts.domain, types, command) }),
          RetryPolicy: { MaximumRetryAttempts: MAX_RETRIES, MaximumEventAgeInSeconds: MAX_AGE_SECONDS },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] } },
        },
      ],
    },
  };
}
