import type { AccountFacts, StackFact } from './facts.ts';
import { assessFact, type Finding } from './finding.ts';

/** Refuses stacks in a state in which CloudFormation rejects a deployment. */
export function assessStacks({ stacks, stage, region }: AccountFacts): readonly Finding[] {
  return Object.entries(stacks).flatMap(([service, fact]) => {
    const stack = `tradepost-${stage}-${service}`;
    return assessFact(`the stack ${stack}`, fact, (found) =>
      found === undefined ? [] : assessStatus(stack, found, `--stack-name ${stack} --region ${region}`),
    );
  });
}

/**
 * States that need a person before the next deployment.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
function assessStatus(stack: string, { status, failed }: StackFact, args: string): readonly Finding[] {
  const found = `the stack ${stack} is ${status}${failed.length === 0 ? '' : ` (failed: ${failed.join(', ')})`}`;
  const refuse = (todo: string): readonly Finding[] => [{ severity: 'refuse', found, todo }];
  const remove = `aws cloudformation delete-stack ${args}`;
  switch (status) {
    case 'REVIEW_IN_PROGRESS':
      return refuse(`Execute its change set, or delete the stack, which has no resources yet: ${remove}`);
    case 'CREATE_FAILED':
    case 'ROLLBACK_FAILED':
    case 'ROLLBACK_COMPLETE':
      return refuse(
        `A stack whose creation failed cannot be updated. Delete it, then deploy again: ${remove}`,
      );
    case 'DELETE_FAILED':
      return refuse(`Delete what kept it (a bucket must be empty), then delete it again: ${remove}`);
    case 'UPDATE_ROLLBACK_FAILED':
      return refuse(
        `Repair what kept the rollback, then continue it: aws cloudformation continue-update-rollback ${args}`,
      );
    case 'UPDATE_FAILED':
      return refuse(`Roll the failed update back: aws cloudformation rollback-stack ${args}`);
    case 'IMPORT_ROLLBACK_FAILED':
      return refuse('Repair what kept the rollback, then continue it in the CloudFormation console.');
    default:
      if (!status.endsWith('_IN_PROGRESS')) return [];
      return refuse('Wait until the other operation has ended.');
  }
}
