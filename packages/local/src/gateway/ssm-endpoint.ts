import { toArn } from '@tradepost/compiled-service/roles/aws-call';
import { awsError } from './aws-error.ts';
import type { AwsHandler } from './aws-handler.ts';
import { createJsonApi } from './json-api.ts';

/**
 * `GetParameter` of Systems Manager Parameter Store, for the parameters that the templates declare.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function createSsmEndpoint(
  parameters: ReadonlyMap<string, string>,
  where: { readonly region: string; readonly accountId: string },
): AwsHandler {
  return createJsonApi<{ readonly Name?: string }>('SSM', {
    GetParameter: ({ Name = '' }) => {
      const Value = parameters.get(Name);
      if (Value === undefined) throw awsError('ParameterNotFound', `Parameter ${Name} not found.`);
      const ARN = toArn('ssm', where, Name.startsWith('/') ? 'parameter' : 'parameter/') + Name;
      return { Parameter: { Name, Type: 'String', Value, Version: 1, DataType: 'text', ARN } };
    },
  });
}
