/**
 * The secrets of a service, from `resources/secrets.yml`: `{name: {description}}`. Each becomes `<Name>Secret`, called
 * `/tradepost/{stage}/{service}/{name}`. Its first value is a random text of letters and digits. A person may replace it;
 * a deployment does not change it. The stage parameters `dataKey` and `deletionPolicy` decide its encryption and its
 * deletion. CloudFormation deletes a secret without a recovery window, so its name can be used again at once:
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1999
 */
const { atRestOf } = require('./at-rest.cjs');
const { declared } = require('./declared.cjs');
const { factsOf, kebab, pascal } = require('./names.cjs');
const retentionOf = require('./retention.cjs');

const LENGTH = 40;

module.exports = async ({ resolveVariable }) => {
  const { stage, domain } = await factsOf(resolveVariable);
  const atRest = await atRestOf(resolveVariable);
  const retention = await retentionOf({ resolveVariable });
  const toResource = ([name, { description }]) => [
    `${pascal(name)}Secret`,
    {
      Type: 'AWS::SecretsManager::Secret',
      ...retention,
      Properties: {
        Name: `/tradepost/${stage}/${domain}/${kebab(name)}`,
        Description: description,
        GenerateSecretString: { PasswordLength: LENGTH, ExcludePunctuation: true },
        ...atRest.secret,
      },
    },
  ];
  const secrets = Object.entries(await declared(resolveVariable, 'secrets'));
  return { Resources: Object.fromEntries(secrets.map(toResource)) };
};
