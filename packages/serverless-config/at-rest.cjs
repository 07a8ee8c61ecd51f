/**
 * How a stage's data is encrypted at rest, by the parameter `dataKey`: `aws-owned` (free, and nobody's to manage), or
 * `ours`: the platform's key, which rotates, and which a person can look at, and can take away from everybody at once.
 * The key is known by its parameter; the stack that makes it names it itself, as `custom.dataKey`.
 */
const QUEUE_KEY_REUSE_SECONDS = 3_600;

/** What stands in the properties of a table, a queue, a topic and a secret. */
async function atRestOf(resolveVariable) {
  if ((await resolveVariable('param:dataKey')) === 'aws-owned') {
    return {
      table: { SSEEnabled: false },
      queue: { SqsManagedSseEnabled: true },
      topic: {},
      // Under `aws/secretsmanager`, which is AWS's and free.
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
