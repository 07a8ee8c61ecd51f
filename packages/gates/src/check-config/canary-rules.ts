import {
  objectIn,
  objectsIn,
  type Properties,
  textIn,
} from '@tradepost/compiled-service/templates/properties';
import type { Cloud, CloudResource } from './cloud.ts';
import { faultUnless, PRODUCTION, type Rule } from './rule.ts';

const types = ['AWS::CodeDeploy::DeploymentGroup'];

export const canaryRules: readonly Rule[] = [
  {
    name: 'canary-watches-new-version',
    types,
    // https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
    check: (group, cloud) => {
      const alarms = objectsIn(
        objectIn(group.declared.Properties ?? {}, 'AlarmConfiguration') ?? {},
        'Alarms',
      );
      const wide = alarms.filter(({ Name }) => !watchesVersion(Name, group, cloud));
      return [
        ...faultUnless(
          alarms.length > 0 || cloud.stage !== PRODUCTION,
          'is stopped by no alarm in production',
        ),
        ...faultUnless(
          wide.length === 0,
          `is stopped by alarms that the old version can turn on: ${wide.map(({ Name }) => JSON.stringify(Name)).join(', ')}`,
        ),
      ];
    },
    fix: 'Leave the alarms of deployment groups to canary-alarms.cjs.',
  },
  {
    name: 'canary-role-first',
    types,
    // CodeDeploy assumes the role when the deployment group is created.
    check: (group, cloud) => {
      const arn = textIn(group.properties, 'ServiceRoleArn');
      const role = cloud.ofType('AWS::IAM::Role').find((each) => each.arn === arn);
      if (role === undefined) return [{ detail: `has the role ${arn}, which no service declares` }];
      const reference = JSON.stringify(group.declared.Properties?.['ServiceRoleArn']);
      return faultUnless(
        role.service !== group.service || reference.includes(`"${role.logicalId}"`),
        `names ${role.logicalId} of its own stack by a text: CloudFormation may create the group before the role`,
      );
    },
    fix: 'Refer to the role by Fn::GetAtt in the stack that has it. The platform is deployed before the other services.',
  },
];

function watchesVersion(name: unknown, group: CloudResource, cloud: Cloud): boolean {
  const { Ref } = (name ?? {}) as Properties;
  const alarm = cloud
    .ofType('AWS::CloudWatch::Alarm')
    .find(({ service, logicalId }) => service === group.service && logicalId === Ref);
  return objectsIn(alarm?.declared.Properties ?? {}, 'Dimensions').some(
    ({ Name, Value }) => Name === 'ExecutedVersion' && typeof Value === 'object',
  );
}
