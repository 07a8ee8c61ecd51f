import { faultsWith } from './plant.spec-kit.ts';
import { alarm } from './shop.spec-kit.ts';

const newErrors = (dimensions: object) =>
  alarm('AWS/Lambda', 'Errors', 2, { FunctionName: { Ref: 'Commands' }, ...dimensions });
const VERSION = { ExecutedVersion: { 'Fn::GetAtt': ['CommandsVersion', 'Version'] } };
const role = (name: string) => ({ 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/${name}` });

function faultsOf(group: object, more: Parameters<typeof faultsWith>[0] = {}, stage?: string) {
  const changes = {
    CommandsVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Commands' } } },
    NewErrors: newErrors(VERSION),
    Group: {
      Type: 'AWS::CodeDeploy::DeploymentGroup',
      Properties: {
        ServiceRoleArn: { 'Fn::GetAtt': ['CommandsRole', 'Arn'] },
        AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'NewErrors' } }] },
        ...group,
      },
    },
    ...more,
  };
  return faultsWith(changes, stage).filter((fault) => fault.includes('canary-'));
}

describe('The alarms of a canary', () => {
  it('are on the new version', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({}, { NewErrors: newErrors({}) })).toEqual(['Group canary-watches-new-version']);
    expect(faultsOf({}, { NewErrors: undefined })).toEqual(['Group canary-watches-new-version']);
  });

  it('are required in production', () => {
    expect(faultsOf({ AlarmConfiguration: undefined })).toEqual(['Group canary-watches-new-version']);
    expect(faultsOf({ AlarmConfiguration: undefined }, {}, 'staging')).toEqual([]);
  });
});

describe('The role of a deployment group', () => {
  it('is referred to in its own stack, so that it exists first', () => {
    expect(faultsOf({ ServiceRoleArn: role('tradepost-prod-orders-commands') })).toEqual([
      'Group canary-role-first',
    ]);
  });

  it('is declared by a service', () => {
    expect(faultsOf({ ServiceRoleArn: role('tradepost-prod-platform-code-deploy') })).toEqual([
      'Group canary-role-first',
    ]);
  });
});
