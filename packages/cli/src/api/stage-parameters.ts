import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';

/** A stage on AWS. Without a region, the AWS SDK uses its default. */
export type Stage = { readonly stage: string; readonly region: string | undefined };

export type StageParameters = {
  /** Reads `/tradepost/{stage}/{path}`. @throws Error that explains why it cannot be read */
  readonly read: (path: string) => Promise<string>;
  /** Like `read`; undefined if there is no such parameter. */
  readonly find: (path: string) => Promise<string | undefined>;
};

/** Errors of AWS for credentials that are unknown or expired. */
const REJECTED_CREDENTIALS = [
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'UnrecognizedClientException',
];

/**
 * Reads SSM parameters of a stage, with the credentials that the AWS SDK finds.
 *
 * @throws Error if there is no region, and errors of `use`
 */
export async function withStageParameters<Result>(
  { stage, region }: Stage,
  use: (parameters: StageParameters) => Promise<Result>,
): Promise<Result> {
  const ssm = new SSMClient(region === undefined ? {} : { region });
  try {
    const where = await ssm.config.region().catch(() => {
      throw new Error('there is no region: give --region, or set AWS_REGION');
    });
    const read = async (path: string): Promise<string> => {
      const name = `/tradepost/${stage}/${path}`;
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name })).catch((error: Error) => {
        throw new Error(explain(error, name, where), { cause: error });
      });
      return Parameter?.Value ?? '';
    };
    const find = (path: string) =>
      read(path).catch((error: Error) => {
        if (error.cause instanceof ParameterNotFound) return undefined;
        throw error;
      });
    return await use({ read, find });
  } finally {
    ssm.destroy();
  }
}

function explain({ name: kind, message }: Error, parameter: string, region: string): string {
  const [, , , service] = parameter.split('/');
  if (kind === 'ParameterNotFound')
    return `${region} has no parameter ${parameter}: there is no such stage, or its ${service} is an older version`;
  if (kind === 'AccessDeniedException')
    return `the credentials may not read the parameter ${parameter}: ${message}`;
  if (kind.endsWith('ProviderError')) return `there are no AWS credentials: ${message}`;
  if (REJECTED_CREDENTIALS.includes(kind)) return `AWS rejects the credentials: ${message}`;
  return `the parameter ${parameter} cannot be read: ${message || kind}`;
}
