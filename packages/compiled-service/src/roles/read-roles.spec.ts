import { PLACEHOLDER_ADDRESSES } from '../templates/cloud-addresses.ts';
import { packagedService } from '../templates/packaged-service.spec-kit.ts';
import { readRoles } from './read-roles.ts';

const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'the-table' } };
const role = (Statement: unknown, rest: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'the-role',
    Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
    ...rest,
  },
});
const allowed = (Resource: unknown) => ({ Effect: 'Allow', Action: 'dynamodb:Query', Resource });
const rolesOf = (resources: Parameters<typeof packagedService>[1]) =>
  readRoles([packagedService('orders', resources)], PLACEHOLDER_ADDRESSES);

describe('readRoles', () => {
  it('resolves the references in the resources of statements', () => {
    const [read] = rolesOf({
      Table: table,
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'the-queue' } },
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'the-machine' } },
      Role: role([
        allowed([
          { 'Fn::GetAtt': ['Table', 'Arn'] },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
          { 'Fn::Sub': '${Table.Arn}/index/by-status' },
          { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        ]),
        allowed({ 'Fn::GetAtt': ['Queue', 'Arn'] }),
        allowed({ Ref: 'Machine' }),
        allowed({
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
          'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/the-bus',
        }),
      ]),
    });
    expect(read?.statements.flatMap(({ resources }) => resources)).toEqual([
      'arn:aws:dynamodb:us-east-1:000000000000:table/the-table',
      'arn:aws:dynamodb:us-east-1:000000000000:table/the-table/index/by-status',
      'arn:aws:dynamodb:us-east-1:000000000000:table/the-table/stream/local',
      'arn:aws:sqs:us-east-1:000000000000:the-queue',
      'arn:aws:states:us-east-1:000000000000:stateMachine:the-machine',
      'arn:aws:events:us-east-1:000000000000:event-bus/the-bus',
    ]);
  });

  it('finds the resources that use each role', () => {
    const roleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
    const [used, unused] = rolesOf({
      Role: role(allowed('*')),
      OtherRole: role(allowed('*'), { RoleName: 'nobodys' }),
      Place: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'place', Role: roleArn } },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { StateMachineName: 'saga', RoleArn: roleArn },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: 'starts-it', Targets: [{ Id: '1', Arn: 'arn:x', RoleArn: roleArn }] },
      },
    });
    expect(used?.holders).toEqual(['function:place', 'stateMachine:saga', 'rule:starts-it']);
    expect(unused).toMatchObject({ name: 'nobodys', holders: [] });
  });
});

describe('readRoles with unsupported elements', () => {
  it.each([
    [
      'a managed policy',
      { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      'managed policies',
    ],
    [
      'a permissions boundary',
      { PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      'permissions boundary',
    ],
  ])('refuses %s', (_what, properties, named) => {
    expect(() => rolesOf({ Role: role(allowed('*'), properties) })).toThrow(
      new RegExp(`orders: Role \\(AWS::IAM::Role\\) has .*${named}`),
    );
  });

  it('refuses a condition that is not supported', () => {
    expect(() =>
      rolesOf({
        Role: role({ ...allowed('*'), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      }),
    ).toThrow(
      "orders: Role (AWS::IAM::Role) the condition Bool of aws:MultiFactorAuthPresent in a policy's statement is not supported",
    );
  });

  it('refuses a policy outside its role', () => {
    const policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: ['the-role'] } };
    expect(() => rolesOf({ Policy: policy })).toThrow('orders: Policy (AWS::IAM::Policy) is not supported');
  });
});
