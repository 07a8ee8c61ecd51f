/**
 * Decides about the requests of `serverless offline` as the gateway of the local cloud does. serverless-offline calls this
 * function for each route: it has no authorizer that checks the signature of a token.
 */
const { readCloud } = require('./offline-data.cjs');

module.exports = (endpoint, functionKey, method, path) => {
  const { createOfflineAuthentication } = require('./offline-authentication.ts');
  const kind = endpoint.isHttpApi ? 'http' : 'rest';
  const authenticate = createOfflineAuthentication(readCloud(), { kind, method, path });
  const name = `${functionKey}-${method}-${path}`;
  return { name, scheme: `${name}-scheme`, getAuthenticateFunction: () => ({ authenticate }) };
};
