import { type CloudFormationClient, DescribeEventsCommand } from '@aws-sdk/client-cloudformation';
import { allPages } from '../aws/all-pages.ts';

/**
 * Reads why CloudFormation rejected a template before it changed anything: properties that do not fit their type, names that
 * are taken. The framework prints the status only; the reasons are in events of their own kind.
 *
 * @param since start of the deployment; earlier errors are left out
 * @returns one line for each resource and reason
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
 */
export async function readValidationErrors(
  client: CloudFormationClient,
  StackName: string,
  since: Date,
): Promise<readonly string[]> {
  const events = await allPages(async (NextToken) => {
    const command = new DescribeEventsCommand({ StackName, Filters: { FailedEvents: true }, NextToken });
    const page = await client.send(command);
    return { items: page.OperationEvents, next: page.NextToken };
  });
  return events
    .filter(({ EventType, Timestamp = since }) => EventType === 'VALIDATION_ERROR' && Timestamp >= since)
    .map(({ LogicalResourceId, ResourceType, ValidationStatusReason, ValidationPath = '' }) =>
      `${LogicalResourceId} (${ResourceType}): ${ValidationStatusReason} ${ValidationPath}`.trimEnd(),
    );
}
