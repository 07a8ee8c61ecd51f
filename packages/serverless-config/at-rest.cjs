/**
 * Encryption of a stage's data at rest, by the parameter `dataKey`: `aws-owned` (free, without management), or `ours`: the
 * platform's key, which is rotated, and which an operator can inspect and disable. Services refer to the key by its SSM
 * parameter; the stack that creates it refers to the key itself, as `custom.dataKey`.
 */
const QUEUE_KEY_REUSE_SECONDS = 3_600;

/** Returns the properties of tables, queues, topics and secrets for encryption. */
async function atRestOf(resolveVariable) {
  if ((await resolveVariable('param:dataKey')) === 'aws-owned') {
    return {
      table: { SSEEnabled: false },
      queue: { SqsManagedSseEnabled: true },
      topic: {},
      // The key `aws/secretsmanager` of AWS, which is free.
      secret: {},
    };
  }
  const stage = await resolveVariable('sls:stage');
  const key =
    (await resolveVariable("self:custom.dataKey, ''")) ||
    `{{resolve:ssm:/tradepost/${stage}/platform/data-key/arn}}`;
  return {
    table: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
    queue: { KmsMasterKeyId: key, KmsDataKeyReusePeriodSeconds: QUEUE_KEY_REUSE_SECONDS },
    topic: { KmsMasterKeyId: key },
    secret: { KmsKeyId: key },
  };
}

module.exports = { atRestOf };
