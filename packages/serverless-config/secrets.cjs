/**
 * The secrets of a service, from `custom.secrets`: `{name: {description}}`. Each becomes `<Name>Secret`, called
 * `/tradepost/{stage}/{service}/{name}`. It begins with a random text of letters and digits, which a person replaces
 * where something else is to be in it: a deployment leaves that as it is. It is encrypted, and stays or goes with its stack,
 * as the stage says (`dataKey`, `deletionPolicy`).
 */
const { atRestOf } = require('./at-rest.cjs');
const { factsOf, kebab, pascal } = require('./names.cjs');

const LENGTH = 40;

module.exports = async ({ resolveVariable }) => {
  const { stage, domain } = await factsOf(resolveVariable);
  const atRest = await atRestOf(resolveVariable);
  const deletionPolicy = await resolveVariable('param:deletionPolicy');
  const toResource = ([name, { description }]) => [
    `${pascal(name)}Secret`,
    {
      Type: 'AWS::SecretsManager::Secret',
      DeletionPolicy: deletionPolicy,
      UpdateReplacePolicy: deletionPolicy,
      Properties: {
        Name: `/tradepost/${stage}/${domain}/${kebab(name)}`,
        Description: description,
        GenerateSecretString: { PasswordLength: LENGTH, ExcludePunctuation: true },
        ...atRest.secret,
      },
    },
  ];
  const secrets = Object.entries(await resolveVariable('self:custom.secrets'));
  return { Resources: Object.fromEntries(secrets.map(toResource)) };
};
