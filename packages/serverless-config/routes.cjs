/**
 * The routes of functions, from the committed snapshot of the contracts (`pnpm generate contracts` writes it,
 * `pnpm check contracts` compares it with the contracts). `src/http/get-order.yml` has the route of the contract `getOrder`.
 *
 * A route is on the HTTP API that all services share. A service with `custom.restApi` (`{cors, cachedPaths?}`) has a REST API
 * of its own: `cors` is the framework's setting for preflight requests, and `cachedPaths` are the paths that a stage with a
 * cache caches. https://www.serverless.com/framework/docs/providers/aws/events/apigateway#enabling-cors
 *
 * The authorizer, its scopes and the API key follow from the contract (access.cjs). Preflight requests have none.
 */
const { basename } = require('node:path');
const routes = require('../contracts/snapshot/routes.json');
const { httpAuthorizerOf, issuerOf, restAuthorizerOf } = require('./access.cjs');
const { camel } = require('./names.cjs');

/**
 * @param service `{facts, restApi}` of the service: `restApi` is `custom.restApi`, or null
 * @param file    declaration of the function: `src/http/get-order.yml`
 * @returns `{events, environment}` of the function: its event `httpApi` or `http`, and the issuer of the tokens it accepts
 * @throws Error if no contract has the function's name
 */
exports.routeOf = ({ facts, restApi }, file) => {
  const name = camel(basename(file, '.yml'));
  const [route, contract] = Object.entries(routes).find(([, each]) => each.name === name) ?? [];
  if (contract === undefined)
    throw new Error(
      `${file}: no route contract is called ${name}. A new contract needs pnpm generate contracts`,
    );
  const [method, path] = route.split(' ');
  const event =
    restApi === null
      ? { httpApi: { method, path, ...setting(httpAuthorizerOf(contract, facts)) } }
      : { http: restEvent(contract, method, path, facts, restApi) };
  return { events: [event], environment: issuerOf(contract, facts) };
};

function restEvent(contract, method, path, facts, { cors, cachedPaths = [] }) {
  const isCached = method === 'GET' && cachedPaths.includes(path);
  return {
    method: method.toLowerCase(),
    path: path.slice(1),
    private: contract.apiKey === true,
    cors,
    ...setting(restAuthorizerOf(contract, facts)),
    ...(isCached ? { request: { parameters: { querystrings: queryOf(contract) } } } : {}),
  };
}

function setting(authorizer) {
  return authorizer === undefined ? {} : { authorizer };
}

/** The parameters that a response depends on: the keys of the cache. None of them is required. */
function queryOf({ request }) {
  return Object.fromEntries(Object.keys(request.properties.query.properties).map((name) => [name, false]));
}
