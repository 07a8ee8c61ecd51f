import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import type { ApiUrls } from './connect.ts';
import type { Target } from './target.ts';

/** Errors of AWS for credentials that are unknown or expired. */
const REJECTED_CREDENTIALS = [
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'UnrecognizedClientException',
];

/**
 * Returns the addresses of a target's APIs. Those of a stage are parameters of its platform and its catalogue, read with the
 * credentials that the AWS SDK finds. A stage without a deployed catalogue has one address.
 *
 * @throws Error that explains why there is no address
 */
export async function findApiUrls(target: Target): Promise<ApiUrls> {
  if ('url' in target) return target;
  const { stage, region } = target;
  const ssm = new SSMClient(region === undefined ? {} : { region });
  try {
    const where = await ssm.config.region().catch(() => {
      throw new Error('there is no region: give --region, or set AWS_REGION');
    });
    const read = async (name: string): Promise<string> => {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name })).catch((error: Error) => {
        throw new Error(explain(error, name, where), { cause: error });
      });
      return Parameter?.Value ?? '';
    };
    const url = await read(`/tradepost/${stage}/platform/http-api/url`);
    const catalogUrl = await read(`/tradepost/${stage}/catalog/rest-api/url`).catch((error: Error) => {
      if (error.cause instanceof ParameterNotFound) return url;
      throw error;
    });
    return { url, catalogUrl };
  } finally {
    ssm.destroy();
  }
}

function explain({ name: kind, message }: Error, parameter: string, region: string): string {
  if (kind === 'ParameterNotFound')
    return `${region} has no parameter ${parameter}: there is no such stage, or its platform is an older version`;
  if (kind === 'AccessDeniedException')
    return `the credentials may not read the parameter ${parameter}: ${message}`;
  if (kind.endsWith('ProviderError')) return `there are no AWS credentials: ${message}`;
  if (REJECTED_CREDENTIALS.includes(kind)) return `AWS rejects the credentials: ${message}`;
  return `the parameter ${parameter} cannot be read: ${message || kind}`;
}
