/**
 * The environment variables of all functions of a service: those of every service, the URL of each inbox's dead-letter
 * queue (`COMMANDS_DEAD_LETTERS_URL`), and the service's own (`custom.environment`).
 */
const { declared } = require('./declared.cjs');
const { kebab, pascal } = require('./names.cjs');

module.exports = async ({ resolveVariable }) => ({
  STAGE: await resolveVariable('sls:stage'),
  LOG_LEVEL: await resolveVariable('param:logLevel'),
  POWERTOOLS_SERVICE_NAME: await resolveVariable('self:custom.domain'),
  ...Object.fromEntries(
    Object.keys(await declared(resolveVariable, 'queues')).map((name) => [
      `${kebab(name).replaceAll('-', '_').toUpperCase()}_DEAD_LETTERS_URL`,
      { Ref: `${pascal(name)}InboxDeadLetters` },
    ]),
  ),
  ...(await resolveVariable('self:custom.environment')),
});
