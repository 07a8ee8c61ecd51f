/**
 * The authorizers on the platform's HTTP API, and what other services and tools look up: SSM parameters
 * `/tradepost/{stage}/identity/{resource}/{attribute}`.
 */
const { declared } = require('../../../packages/serverless-config/declared.cjs');
const { pascal } = require('../../../packages/serverless-config/names.cjs');
const { settingsOf, signInUrl } = require('./pool-settings.cjs');

const PEOPLE = { CustomerPool: ['storefront'], StaffPool: ['backoffice', 'cli'] };
const POOLS = [
  { id: 'CustomerPool', resource: 'customer', name: 'customers', parameter: 'customerSignIn' },
  { id: 'StaffPool', resource: 'staff', name: 'staff', parameter: 'staffSignIn' },
];

module.exports = async ({ resolveVariable }) => {
  const { facts } = await settingsOf(resolveVariable);
  const machines = Object.keys(await declared(resolveVariable, 'machines'));
  const clients = { CustomerPool: PEOPLE.CustomerPool, StaffPool: [...PEOPLE.StaffPool, ...machines] };
  const values = {
    'machines/client-ids': {
      'Fn::Sub': JSON.stringify(Object.fromEntries(machines.map((name) => [name, `\${${clientId(name)}}`]))),
    },
  };
  const resources = {};
  for (const { id, resource, name, parameter } of POOLS) {
    const signIn = await resolveVariable(`param:${parameter}`);
    resources[`${pascal(resource)}Authorizer`] = authorizer(facts, id, resource, clients[id]);
    values[`${resource}-pool/issuer`] = { 'Fn::GetAtt': [id, 'ProviderURL'] };
    values[`${resource}-pool/arn`] = { 'Fn::GetAtt': [id, 'Arn'] };
    values[`${resource}-pool/id`] = { Ref: id };
    values[`${resource}-pool/sign-in-url`] = signInUrl(facts, name, signIn);
    values[`${resource}-authorizer/id`] = { Ref: `${pascal(resource)}Authorizer` };
    for (const client of PEOPLE[id]) values[`${client}-client/id`] = { Ref: clientId(client) };
  }
  for (const [path, value] of Object.entries(values))
    resources[logicalId(path)] = parameterOf(facts, path, value);
  return { Resources: resources };
};

/**
 * Verifies the signature, the issuer, the client and the expiry of an access token; a route adds its scope.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
function authorizer({ stage }, pool, Name, clients) {
  return {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: `{{resolve:ssm:/tradepost/${stage}/platform/http-api/id}}`,
      Name,
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: clients.map((name) => ({ Ref: clientId(name) })),
        Issuer: { 'Fn::GetAtt': [pool, 'ProviderURL'] },
      },
    },
  };
}

function parameterOf({ stage, domain }, path, Value) {
  return {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: `/tradepost/${stage}/${domain}/${path}`, Type: 'String', Value },
  };
}

function clientId(name) {
  return `${pascal(name)}Client`;
}

/** `staff-pool/id` is `StaffPoolIdParameter`. */
function logicalId(path) {
  return `${path.split(/[/-]/).map(pascal).join('')}Parameter`;
}
