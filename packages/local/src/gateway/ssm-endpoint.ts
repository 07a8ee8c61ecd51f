import { awsError } from './aws-error.ts';
import type { AwsHandler } from './aws-handler.ts';
import { createJsonApi } from './json-api.ts';

/**
 * Read-only Systems Manager Parameter Store: `GetParameter`, `GetParameters` and `GetParametersByPath` for the parameters
 * that the templates declare.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations_AWS_Systems_Manager.html
 */
export function createSsmEndpoint(
  parameters: ReadonlyMap<string, string>,
  where: { readonly region: string; readonly accountId: string },
): AwsHandler {
  const describe = (name: string): object => ({
    Name: name,
    Type: 'String',
    Value: parameters.get(name),
    Version: 1,
    DataType: 'text',
    ARN: `arn:aws:ssm:${where.region}:${where.accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
  });
  return createJsonApi<Input>('SSM', {
    GetParameter: ({ Name = '' }) => {
      if (!parameters.has(Name)) throw awsError('ParameterNotFound', `Parameter ${Name} not found.`);
      return { Parameter: describe(Name) };
    },
    GetParameters: ({ Names = [] }) => ({
      Parameters: Names.filter((name) => parameters.has(name)).map(describe),
      InvalidParameters: Names.filter((name) => !parameters.has(name)),
    }),
    GetParametersByPath: ({ Path = '/', Recursive = false }) => {
      const folder = Path.endsWith('/') ? Path : `${Path}/`;
      const below = [...parameters.keys()].filter((name) => name.startsWith(folder));
      const wanted = below.filter((name) => Recursive || !name.slice(folder.length).includes('/'));
      return { Parameters: wanted.sort().map(describe) };
    },
  });
}

type Input = {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Path?: string;
  readonly Recursive?: boolean;
};
