import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { readKeyArns } from './key-resources.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { readTemplates } from './read-templates.ts';

type Properties = Readonly<Record<string, unknown>>;

const jars = (
  key: Properties,
  others: Readonly<Record<string, { Type: string; Properties: Properties }>> = {},
) => packagedService('jars', { Lids: { Type: 'AWS::KMS::Key', Properties: key }, ...others });
const read = (key: Properties) => readTemplates([jars(key)], PLACEHOLDER_ADDRESSES);
const parameter = (Name: string, Value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name, Type: 'String', Value },
});

describe('a key of KMS in a template', () => {
  it('has a UUID, to which Ref and GetAtt resolve', () => {
    const service = jars(
      { Description: 'Keys of lids', KeyPolicy: {} },
      {
        Id: parameter('/id', { Ref: 'Lids' }),
        Arn: parameter('/arn', { 'Fn::GetAtt': ['Lids', 'Arn'] }),
      },
    );
    const { keys, parameters, problems } = readTemplates([service], PLACEHOLDER_ADDRESSES);
    const id = parameters.get('/id') ?? '';
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    const arn = `arn:aws:kms:us-east-1:000000000000:key/${id}`;
    expect(parameters.get('/arn')).toBe(arn);
    expect(problems).toEqual([]);
    expect(keys).toEqual([
      {
        ...{ service: 'jars', logicalId: 'Lids', id, arn },
        ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
        ...{ description: 'Keys of lids', enabled: true },
      },
    ]);
  });

  it('is the same key if only its defaults are written out, and another one with another spec', () => {
    const idOf = (key: Properties) => read(key).keys[0]?.id;
    const signing = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' };
    expect(idOf({ KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' })).toBe(idOf({}));
    expect(idOf(signing)).not.toBe(idOf({}));
    expect(read(signing).keys[0]).toMatchObject({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' });
  });

  it.each([
    [{ KeySpec: 'RSA_2048' }, 'KeySpec RSA_2048 is not supported'],
    [
      { KeySpec: 'HMAC_256' },
      'KeyUsage must be GENERATE_VERIFY_MAC with the KeySpec HMAC_256, not ENCRYPT_DECRYPT',
    ],
    [{ MultiRegion: true }, 'MultiRegion is not supported'],
    [{ Origin: 'EXTERNAL' }, 'Origin EXTERNAL is not supported'],
  ])('is a problem with %j', (key, message) => {
    expect(read(key).problems).toEqual([`jars: Lids (AWS::KMS::Key) cannot be read: ${message}`]);
  });
});

describe('an alias of a key', () => {
  const alias = (AliasName: string, TargetKeyId: unknown) => ({
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName, TargetKeyId },
  });

  it('has a name and an ARN', () => {
    const service = jars({}, { Alias: alias('alias/jars-dev', { 'Fn::GetAtt': ['Lids', 'Arn'] }) });
    const { keys, keyAliases } = readTemplates([service], PLACEHOLDER_ADDRESSES);
    expect(keyAliases).toEqual([
      {
        ...{ service: 'jars', logicalId: 'Alias', name: 'alias/jars-dev', targetKeyId: keys[0]?.arn },
        arn: 'arn:aws:kms:us-east-1:000000000000:alias/jars-dev',
      },
    ]);
  });

  it('gives the ARN of its key, whether it names the id or the ARN', () => {
    const service = jars(
      {},
      {
        One: alias('alias/one', { Ref: 'Lids' }),
        Two: alias('alias/two', { 'Fn::GetAtt': ['Lids', 'Arn'] }),
      },
    );
    const arn = readTemplates([service], PLACEHOLDER_ADDRESSES).keys[0]?.arn;
    expect([...readKeyArns([service], PLACEHOLDER_ADDRESSES)]).toEqual([
      ['alias/one', arn],
      ['alias/two', arn],
    ]);
  });

  it.each(['jars', 'alias/', 'alias/aws/s3', 'alias/jars dev'])('is a problem with the name %s', (name) => {
    const { problems } = readTemplates([jars({}, { Alias: alias(name, 'k') })], PLACEHOLDER_ADDRESSES);
    expect(problems).toEqual([
      `jars: Alias (AWS::KMS::Alias) cannot be read: AliasName must be alias/ and 1 to 250 letters, digits, /, _ or -, without alias/aws/, not ${name}`,
    ]);
  });
});
