import type { AwsHandler } from './aws-handler.ts';

/**
 * Systems Manager's Parameter Store, read-only: `GetParameter`, `GetParameters` and `GetParametersByPath` over the
 * parameters that the templates declare.
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
  const operations: Readonly<Record<string, (input: Input) => { status: number; body: object }>> = {
    GetParameter: ({ Name = '' }) =>
      parameters.has(Name)
        ? { status: 200, body: { Parameter: describe(Name) } }
        : { status: 400, body: { __type: 'ParameterNotFound', message: `Parameter ${Name} not found.` } },
    GetParameters: ({ Names = [] }) => ({
      status: 200,
      body: {
        Parameters: Names.filter((name) => parameters.has(name)).map(describe),
        InvalidParameters: Names.filter((name) => !parameters.has(name)),
      },
    }),
    GetParametersByPath: ({ Path = '/', Recursive = false }) => {
      const folder = Path.endsWith('/') ? Path : `${Path}/`;
      const below = [...parameters.keys()].filter((name) => name.startsWith(folder));
      const wanted = below.filter((name) => Recursive || !name.slice(folder.length).includes('/'));
      return { status: 200, body: { Parameters: wanted.sort().map(describe) } };
    },
  };
  return async ({ headers, body }) => {
    const target = String(headers['x-amz-target'] ?? '');
    const operation = operations[target.split('.')[1] ?? ''];
    const { status, body: answer } =
      operation === undefined
        ? {
            status: 400,
            body: { __type: 'UnknownOperationException', message: `${target} is not supported locally` },
          }
        : operation(JSON.parse(body.toString() || '{}') as Input);
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(answer),
    };
  };
}

type Input = {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Path?: string;
  readonly Recursive?: boolean;
};
