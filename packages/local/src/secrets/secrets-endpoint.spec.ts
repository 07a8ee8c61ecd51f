import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openStore } from '../store.ts';
import { createSecretStore } from './secret-store.ts';
import { createSecretsEndpoint } from './secrets-endpoint.ts';

const NAME = '/tradepost/dev/jars/lid';
const ARN = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${NAME}-local1`;
const declared = [
  {
    ...{ service: 'jars', logicalId: 'LidSecret', name: NAME, arn: ARN },
    generated: { length: 40, excludePunctuation: true, excludeCharacters: '' },
  },
];

let dir: string;
let database: DatabaseSync;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'));
  database = openStore(join(dir, 'secrets.db'));
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true });
});

async function call(operation: string, input: object) {
  const endpoint = createSecretsEndpoint(createSecretStore(database, declared));
  const headers = { 'x-amz-target': `secretsmanager.${operation}` };
  const { status, body } = await endpoint({ headers, body: Buffer.from(JSON.stringify(input)) });
  return { status, ...JSON.parse(body) };
}

describe('A secret', () => {
  it('has a value that was made up as its template says', async () => {
    await expect(call('GetSecretValue', { SecretId: NAME })).resolves.toEqual({
      ...{ status: 200, ARN, Name: NAME, VersionId: expect.any(String), VersionStages: ['AWSCURRENT'] },
      SecretString: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      CreatedDate: expect.any(Number),
    });
  });

  it('has the same value after a restart, by name and by ARN', async () => {
    const first = await call('GetSecretValue', { SecretId: NAME });
    database.close();
    database = openStore(join(dir, 'secrets.db'));
    await expect(call('GetSecretValue', { SecretId: ARN })).resolves.toEqual(first);
  });

  it('gets another value, which is a new version', async () => {
    const { VersionId: before } = await call('GetSecretValue', { SecretId: NAME });
    const { VersionId } = await call('PutSecretValue', { SecretId: NAME, SecretString: 'another' });
    expect(VersionId).not.toBe(before);
    await expect(call('GetSecretValue', { SecretId: NAME, VersionId })).resolves.toMatchObject({
      SecretString: 'another',
    });
    await expect(call('GetSecretValue', { SecretId: NAME, VersionId: before })).resolves.toMatchObject({
      status: 400,
      __type: 'ResourceNotFoundException',
    });
  });
});

describe('What is refused', () => {
  const refused = (code: string) => ({ status: 400, __type: code, message: expect.any(String) });

  it.each([
    ['a secret that nobody declares', 'GetSecretValue', { SecretId: 'other' }, 'ResourceNotFoundException'],
    [
      'a value for a secret that nobody declares',
      'PutSecretValue',
      { SecretId: 'other', SecretString: 'x' },
      'ResourceNotFoundException',
    ],
    [
      'a version of before',
      'GetSecretValue',
      { SecretId: NAME, VersionStage: 'AWSPREVIOUS' },
      'ResourceNotFoundException',
    ],
    [
      'a value that is no text',
      'PutSecretValue',
      { SecretId: NAME, SecretBinary: 'eA==' },
      'InvalidRequestException',
    ],
    ['what is not done here', 'RotateSecret', { SecretId: NAME }, 'UnknownOperationException'],
  ])('is %s', async (_, operation, input, code) => {
    await expect(call(operation, input)).resolves.toEqual(refused(code));
  });
});
