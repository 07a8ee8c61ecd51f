import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Target } from './target.ts';

/** What AWS answers to credentials that are of nobody, or no longer. */
const NOT_TAKEN = [
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'UnrecognizedClientException',
];

/**
 * Returns where a target's API begins. A stage's is looked up among the parameters of its platform, with the AWS SDK's
 * own search for credentials.
 *
 * @throws Error in words for the person who named the target
 */
export async function findApiUrl(target: Target): Promise<string> {
  if ('url' in target) return target.url;
  const { stage, region } = target;
  const name = `/tradepost/${stage}/platform/http-api/url`;
  const ssm = new SSMClient(region === undefined ? {} : { region });
  try {
    const where = await ssm.config.region().catch(() => {
      throw new Error('there is no region: give --region, or set AWS_REGION');
    });
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name })).catch((error: Error) => {
      throw new Error(explain(error, name, where), { cause: error });
    });
    return Parameter?.Value ?? '';
  } finally {
    ssm.destroy();
  }
}

function explain({ name: kind, message }: Error, parameter: string, region: string): string {
  if (kind === 'ParameterNotFound')
    return `${region} has no parameter ${parameter}: there is no such stage, or its platform was deployed before there was one`;
  if (kind === 'AccessDeniedException')
    return `the credentials may not read the parameter ${parameter}: ${message}`;
  if (kind.endsWith('ProviderError')) return `there are no AWS credentials: ${message}`;
  if (NOT_TAKEN.includes(kind)) return `AWS does not take the credentials: ${message}`;
  return `the parameter ${parameter} cannot be read: ${message || kind}`;
}
