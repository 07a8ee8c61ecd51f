/** Environment variables of every function: those common to all services, and the service's own. */
module.exports = async ({ resolveVariable }) => ({
  STAGE: await resolveVariable('sls:stage'),
  LOG_LEVEL: await resolveVariable('param:logLevel'),
  POWERTOOLS_SERVICE_NAME: await resolveVariable('self:custom.domain'),
  ...(await resolveVariable('self:custom.environment')),
});
