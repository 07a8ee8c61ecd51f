/**
 * How the gateway checks the callers of a route, from the route's contract in the committed snapshot. The values come from
 * the stack of the service `identity`, by SSM parameters, so that services can be deployed apart.
 */

/** Identifier of the resource server, which prefixes the scopes in a token: `RESOURCE_SERVER` of packages/contracts. */
const RESOURCE_SERVER = 'tradepost';
/** The scope of a customer's token: `CUSTOMER_SCOPE` of packages/contracts. */
const CUSTOMER_SCOPE = 'me';
/** Kinds of access without a token. The snapshot has the kind in place of a scope. */
const WITHOUT_TOKEN = ['public', 'signed', 'orderToken', 'cartToken'];

/**
 * @param contract entry of the snapshot
 * @returns the user pool whose tokens the route accepts: `staff` or `customer`; undefined if it accepts none
 */
function poolOf({ scope }) {
  if (WITHOUT_TOKEN.includes(scope)) return undefined;
  return scope === 'customer' ? 'customer' : 'staff';
}

/** The scope that a token must have, as it is written in tokens: `tradepost/orders:read`. */
function scopesOf({ scope }) {
  return [`${RESOURCE_SERVER}/${scope === 'customer' ? CUSTOMER_SCOPE : scope}`];
}

/**
 * @returns the setting `authorizer` of an event `httpApi`; undefined for a route without a token
 * @see https://www.serverless.com/framework/docs/providers/aws/events/http-api#jwt-authorizers
 */
exports.httpAuthorizerOf = (contract, { stage }) => {
  const pool = poolOf(contract);
  if (pool === undefined) return undefined;
  return { type: 'jwt', id: parameterOf(stage, `${pool}-authorizer/id`), scopes: scopesOf(contract) };
};

/**
 * A REST API has an authorizer of its own for each pool. Its scopes make it accept access tokens, and no ID tokens:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 *
 * @returns the setting `authorizer` of an event `http`; undefined for a route without a token
 */
exports.restAuthorizerOf = (contract, { stage }) => {
  const pool = poolOf(contract);
  if (pool === undefined) return undefined;
  return {
    type: 'COGNITO_USER_POOLS',
    name: pool,
    // The framework accepts an ARN here, or a function of CloudFormation.
    arn: { 'Fn::Sub': parameterOf(stage, `${pool}-pool/arn`) },
    scopes: scopesOf(contract),
    // A decision that API Gateway kept would outlive the token.
    resultTtlInSeconds: 0,
  };
};

/** The variable with the issuer of the tokens that the function accepts; none for a route without a token. */
exports.issuerOf = (contract, { stage }) => {
  const pool = poolOf(contract);
  if (pool === undefined) return {};
  return { [`${pool.toUpperCase()}_ISSUER`]: parameterOf(stage, `${pool}-pool/issuer`) };
};

function parameterOf(stage, path) {
  return `{{resolve:ssm:/tradepost/${stage}/identity/${path}}}`;
}
