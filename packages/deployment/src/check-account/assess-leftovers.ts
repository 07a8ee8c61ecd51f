import type { AccountFacts, Leftover } from './facts.ts';
import type { Finding } from './finding.ts';

/** Refuses names that are taken: CloudFormation cannot create a resource whose name exists. */
export function assessLeftovers({ leftovers, unknownLeftovers, region }: AccountFacts): readonly Finding[] {
  return [
    ...leftovers.map((leftover) => assess(leftover, region)),
    ...unknownLeftovers.map(
      ({ type, unknown }): Finding => ({
        severity: 'unknown',
        found: `whether resources of type ${type} are left from before could not be checked: ${unknown}`,
        todo: '',
      }),
    ),
  ];
}

function assess(leftover: Leftover, region: string): Finding {
  const { service, logicalId, type, name, deletionScheduled } = leftover;
  const state = deletionScheduled ? 'is scheduled for deletion, which keeps its name taken' : 'exists';
  return {
    severity: 'refuse',
    found: `${name} (${type}) ${state}, and the stack of ${service} would create it as ${logicalId}`,
    todo: remedyOf(leftover, `--region ${region}`),
  };
}

const IMPORT =
  'Keep it and import it into the stack ("Deploy a removed stage again" in packages/docs/deploying.md), or delete it with its data:';

function remedyOf({ type, name, deletionScheduled }: Leftover, region: string): string {
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return `${IMPORT} aws dynamodb delete-table --table-name ${name} ${region}`;
    case 'AWS::Events::Archive':
      return `${IMPORT} aws events delete-archive --archive-name ${name} ${region}`;
    case 'AWS::Events::EventBus':
      return `${IMPORT} aws events delete-event-bus --name ${name} ${region}`;
    case 'AWS::SecretsManager::Secret':
      return remedyOfSecret(name, deletionScheduled, region);
    case 'AWS::KMS::Alias':
      return `Delete the alias; its key is not deleted: aws kms delete-alias --alias-name ${name} ${region}`;
    case 'AWS::SQS::Queue':
      return `Delete it after its messages are processed, and wait for a minute: aws sqs delete-queue --queue-url $(aws sqs get-queue-url --queue-name ${name} --query QueueUrl --output text ${region}) ${region}`;
    case 'AWS::IAM::Role':
      return `Delete it after its policies (list-role-policies, list-attached-role-policies): aws iam delete-role --role-name ${name}`;
    default:
      return `Delete it: ${DELETIONS[type]?.(name) ?? name} ${region}`;
  }
}

/** A secret cannot be imported: its ARN has a generated suffix. */
function remedyOfSecret(name: string, deletionScheduled: boolean, region: string): string {
  const restore = deletionScheduled
    ? `aws secretsmanager restore-secret --secret-id ${name} ${region} && `
    : '';
  return `Note its value, delete it, and set the value again after the deployment: ${restore}aws secretsmanager get-secret-value --secret-id ${name} ${region} && aws secretsmanager delete-secret --secret-id ${name} --force-delete-without-recovery ${region}`;
}

const DELETIONS: Readonly<Record<string, (name: string) => string>> = {
  'AWS::Lambda::Function': (name) => `aws lambda delete-function --function-name ${name}`,
  'AWS::Logs::LogGroup': (name) => `aws logs delete-log-group --log-group-name ${name}`,
  'AWS::SNS::Topic': (name) =>
    `aws sns delete-topic --topic-arn $(aws sns list-topics --query "Topics[?ends_with(TopicArn, ':${name}')].TopicArn" --output text)`,
  'AWS::SSM::Parameter': (name) => `aws ssm delete-parameter --name ${name}`,
  'AWS::StepFunctions::StateMachine': (name) =>
    `aws stepfunctions delete-state-machine --state-machine-arn $(aws stepfunctions list-state-machines --query "stateMachines[?name=='${name}'].stateMachineArn" --output text)`,
};
