import type { CloudFormationTemplate } from '@tradepost/compiled-service/packaging/service-state';

/** Logical id of the resource that cannot be created. */
export const INJECTED_FAILURE = 'InjectedFailure';

/**
 * Adds a resource that CloudFormation can only create after all others, and that then fails: a wait condition that receives
 * no signal within a second. The rollback has to delete every resource of the template.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitcondition.html
 */
export function injectFailure(template: CloudFormationTemplate): CloudFormationTemplate {
  const handle = `${INJECTED_FAILURE}Handle`;
  return {
    ...template,
    Resources: {
      ...template.Resources,
      [handle]: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      [INJECTED_FAILURE]: {
        Type: 'AWS::CloudFormation::WaitCondition',
        DependsOn: Object.keys(template.Resources),
        Properties: { Handle: { Ref: handle }, Timeout: '1', Count: 1 },
      },
    },
  };
}
