import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { packagedService } from '@tradepost/compiled-service/templates/packaged-service.spec-kit';
import { checkSupport } from './check-support.ts';
import { describeProtections } from './protections.ts';

/** Returns the names of the protections that a resource declares and the local cloud does not enforce. */
function missing(type: string, properties: Record<string, unknown>): readonly string[] {
  const service = packagedService('orders', { Thing: { Type: type, Properties: properties } });
  const { missingProtections, problems } = checkSupport([service], PLACEHOLDER_ADDRESSES);
  expect(problems).toEqual([]);
  return missingProtections.map(({ name }) => name);
}

describe('checkSupport', () => {
  it.each([
    ['AWS::ApiGateway::Method', { RequestValidatorId: { Ref: 'Validator' } }, 'request validators'],
    ['AWS::ApiGateway::RestApi', { Policy: { Statement: [] } }, 'resource policies'],
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true } }, 'KMS keys'],
    ['AWS::DynamoDB::Table', { ResourcePolicy: {} }, 'resource policies'],
    ['AWS::Events::EventBus', { Policy: {} }, 'resource policies'],
    ['AWS::Lambda::Function', { VpcConfig: {} }, 'VPCs'],
    ['AWS::KMS::Key', { KeyPolicy: {} }, 'key policies'],
    ['AWS::KMS::Key', { EnableKeyRotation: true }, 'rotation of keys'],
    ['AWS::S3::Bucket', { PublicAccessBlockConfiguration: {} }, 'access settings of buckets'],
    ['AWS::SNS::Topic', { KmsMasterKeyId: 'k' }, 'KMS keys'],
    ['AWS::SQS::Queue', { KmsMasterKeyId: 'k' }, 'KMS keys'],
    ['AWS::SQS::QueuePolicy', { Queues: [] }, 'resource policies'],
    ['AWS::SecretsManager::Secret', { KmsKeyId: 'k' }, 'KMS keys'],
    ['AWS::Cognito::UserPool', { MfaConfiguration: 'ON' }, 'multi-factor authentication'],
    ['AWS::Cognito::UserPool', { Policies: { PasswordPolicy: {} } }, 'password and sign-in policies'],
    ['AWS::Cognito::UserPoolClient', { ReadAttributes: ['email'] }, 'attribute permissions of app clients'],
    [
      'AWS::Cognito::UserPoolIdentityProvider',
      { ProviderName: 'Company' },
      'sign-in by other identity providers',
    ],
  ])('reports the missing protection of %s with %j', (type, properties, name) => {
    expect(missing(type, properties)).toEqual([name]);
  });

  it.each([
    ['AWS::ApiGateway::Method', { AuthorizationType: 'COGNITO_USER_POOLS', ApiKeyRequired: true }],
    ['AWS::ApiGateway::RestApi', { Policy: '' }],
    ['AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT' }],
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: false } }],
    ['AWS::SQS::Queue', { SqsManagedSseEnabled: true }],
    ['AWS::Cognito::UserPool', { MfaConfiguration: 'OFF' }],
  ])('reports no missing protection of %s with %j', (type, properties) => {
    expect(missing(type, properties)).toEqual([]);
  });
});

describe('describeProtections', () => {
  it('returns one line with at most three resources for each protection', () => {
    const keys = ['One', 'Two', 'Three', 'Four'].map((id) => ({
      name: 'KMS keys',
      resource: `orders ${id}`,
    }));
    expect(describeProtections([...keys, { name: 'VPCs', resource: 'catalog Get' }])).toBe(
      'Declared by the templates, but not enforced on this machine: ' +
        'KMS keys (orders One, orders Two, orders Three and 1 more); VPCs (catalog Get)',
    );
    expect(describeProtections([])).toBeUndefined();
  });
});
