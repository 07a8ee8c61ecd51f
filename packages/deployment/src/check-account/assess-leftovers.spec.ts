import { LOOKED_UP_TYPES } from '../aws/find-existing.ts';
import { assessLeftovers } from './assess-leftovers.ts';
import { DENIED, READY } from './facts.spec-kit.ts';

const left = (type: string, name: string, deletionScheduled = false) => ({
  ...{ service: 'orders', logicalId: 'Thing', type, name, deletionScheduled },
});

describe('assessLeftovers', () => {
  it.each([
    ['AWS::DynamoDB::Table', 'aws dynamodb delete-table --table-name left --region eu-central-1'],
    ['AWS::Events::Archive', 'aws events delete-archive --archive-name left --region eu-central-1'],
    ['AWS::Events::EventBus', 'aws events delete-event-bus --name left --region eu-central-1'],
    ['AWS::IAM::Role', 'aws iam delete-role --role-name left'],
    ['AWS::KMS::Alias', 'aws kms delete-alias --alias-name left --region eu-central-1'],
    ['AWS::Lambda::Function', 'aws lambda delete-function --function-name left --region eu-central-1'],
    ['AWS::Logs::LogGroup', 'aws logs delete-log-group --log-group-name left --region eu-central-1'],
    ['AWS::SNS::Topic', 'aws sns delete-topic '],
    ['AWS::SQS::Queue', 'aws sqs delete-queue '],
    ['AWS::SSM::Parameter', 'aws ssm delete-parameter --name left --region eu-central-1'],
    ['AWS::StepFunctions::StateMachine', 'aws stepfunctions delete-state-machine '],
    ['AWS::SecretsManager::Secret', 'aws secretsmanager delete-secret --secret-id left'],
  ])('refuses a name of %s that is taken, with the command that frees it', (type, command) => {
    expect(assessLeftovers({ ...READY, leftovers: [left(type, 'left')] })).toEqual([
      {
        severity: 'refuse',
        found: `left (${type}) exists, and the stack of orders would create it as Thing`,
        todo: expect.stringContaining(command),
      },
    ]);
  });

  it('has a command for every type that is looked up', () => {
    for (const type of LOOKED_UP_TYPES) {
      const [finding] = assessLeftovers({ ...READY, leftovers: [left(type, 'left')] });
      expect(finding?.todo).toMatch(/aws [a-z]+ delete-/);
    }
  });

  it.each(['AWS::DynamoDB::Table', 'AWS::Events::Archive', 'AWS::Events::EventBus'])(
    'offers an import of %s before its deletion',
    (type) => {
      const [finding] = assessLeftovers({ ...READY, leftovers: [left(type, 'left')] });
      expect(finding?.todo).toMatch(/^Keep it and import it/);
    },
  );

  it('restores a secret that is scheduled for deletion before it reads its value', () => {
    const leftovers = [left('AWS::SecretsManager::Secret', '/tradepost/dev/key', true)];
    const [finding] = assessLeftovers({ ...READY, leftovers });
    expect(finding?.found).toContain('is scheduled for deletion, which keeps its name taken');
    expect(finding?.todo).toMatch(/restore-secret .* && .*get-secret-value .* && .*delete-secret /);
  });

  it('reports types that it may not look up', () => {
    const unknownLeftovers = [{ type: 'AWS::KMS::Alias', ...DENIED }];
    expect(assessLeftovers({ ...READY, unknownLeftovers })).toMatchObject([{ severity: 'unknown' }]);
  });
});
