import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import type { SecretStore, SecretValue } from './secret-store.ts';

/**
 * Creates an endpoint with a part of Secrets Manager: `GetSecretValue` and `PutSecretValue` with text values. It keeps only
 * the current version of a secret.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export function createSecretsEndpoint(store: SecretStore): AwsHandler {
  return createJsonApi<Input>('SecretsManager', {
    GetSecretValue: ({ SecretId = '', VersionId, VersionStage = CURRENT }) => {
      const found = known(store.get(SecretId));
      if (VersionStage !== CURRENT || (VersionId ?? found.versionId) !== found.versionId) throw notFound();
      return { ...describe(found), SecretString: found.value, CreatedDate: found.createdAtMs / 1_000 };
    },
    PutSecretValue: ({ SecretId = '', SecretString = '' }) => {
      if (SecretString === '')
        throw awsError(
          'InvalidRequestException',
          'SecretString is required: binary values are not supported',
        );
      return describe(known(store.put(SecretId, SecretString)));
    },
  });
}

const CURRENT = 'AWSCURRENT';

type Input = {
  readonly SecretId?: string;
  readonly SecretString?: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
};

function known(found: SecretValue | undefined): SecretValue {
  if (found === undefined) throw notFound();
  return found;
}

function notFound() {
  return awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

function describe({ arn, name, versionId }: SecretValue): object {
  return { ARN: arn, Name: name, VersionId: versionId, VersionStages: [CURRENT] };
}
