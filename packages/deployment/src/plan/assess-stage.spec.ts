import { assessStage, routesWithoutAuthorizer } from './assess-stage.ts';

const NOTHING = { simulatedPayments: false };
const route = (RouteKey: string, more: object = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { RouteKey, AuthorizationType: 'NONE', ...more },
});
const method = (HttpMethod: string, resource: string, more: object = {}) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod, ResourceId: { Ref: resource }, AuthorizationType: 'NONE', ...more },
});
const part = (PathPart: string, parent: object) => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: { PathPart, ParentId: parent },
});
const table = (DeletionPolicy: string) => ({ Type: 'AWS::DynamoDB::Table', DeletionPolicy });
const lambda = (PAYMENT_PROVIDER: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Environment: { Variables: { PAYMENT_PROVIDER } } },
});

const rest = {
  V1: part('v1', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
  Products: part('products', { Ref: 'V1' }),
  Product: part('{productId}', { Ref: 'Products' }),
};

describe('routes without authorizer', () => {
  it('are listed if their contract needs a token', () => {
    const resources = {
      List: route('GET /v1/orders'),
      Place: route('POST /v1/orders', { AuthorizationType: undefined }),
      Cancel: route('POST /v1/orders/{orderId}/cancel', { AuthorizationType: 'JWT' }),
      Hook: route('POST /v1/hooks/payments/{provider}'),
      Default: route('$default'),
    };
    expect(routesWithoutAuthorizer(resources)).toEqual(['$default', 'GET /v1/orders', 'POST /v1/orders']);
  });

  it('are listed with their paths in a REST API', () => {
    const resources = {
      ...rest,
      Read: method('GET', 'Product'),
      List: method('GET', 'Products'),
      Create: method('POST', 'Products'),
      Update: method('PATCH', 'Product', { AuthorizationType: 'COGNITO_USER_POOLS' }),
      Preflight: method('OPTIONS', 'Products'),
      Delete: method('DELETE', 'Product'),
    };
    expect(routesWithoutAuthorizer(resources)).toEqual([
      'DELETE /v1/products/{productId}',
      'POST /v1/products',
    ]);
  });
});

describe('a stage', () => {
  it.each(['RetainExceptOnCreate', 'Delete'])('is refused with routes without authorizer: %s', (deletion) => {
    const resources = { Table: table(deletion), List: route('GET /v1/orders') };
    expect(assessStage('orders on prod', resources, NOTHING)).toEqual({
      lines: [],
      refusals: [
        'orders on prod has routes without authorizer, whose contracts need a token: GET /v1/orders',
      ],
    });
  });

  it('is not refused if every route that needs a token has an authorizer', () => {
    const resources = {
      Table: table('RetainExceptOnCreate'),
      List: route('GET /v1/orders', { AuthorizationType: 'JWT' }),
      Others: route('ANY /v1/orders'),
      Hook: route('POST /v1/hooks/payments/{provider}'),
    };
    expect(assessStage('orders on prod', resources, NOTHING)).toEqual({ lines: [], refusals: [] });
  });
});

describe('a stage that retains data', () => {
  it('is refused with the simulated payment provider, unless that is accepted', () => {
    const resources = { Table: table('RetainExceptOnCreate'), Commands: lambda('simulated') };
    expect(assessStage('payments on prod', resources, NOTHING).refusals).toEqual([
      expect.stringContaining('--accept-simulated-payments'),
    ]);
    const accepted = { ...NOTHING, simulatedPayments: true };
    expect(assessStage('payments on prod', resources, accepted).refusals).toEqual([]);
  });

  it('has a line if it has no payment provider', () => {
    const resources = { Table: table('RetainExceptOnCreate'), Commands: lambda('none') };
    expect(assessStage('payments on prod', resources, NOTHING)).toEqual({
      lines: [expect.stringContaining('no payment provider')],
      refusals: [],
    });
  });
});

describe('a stage that deletes its data', () => {
  it('may have the simulated payment provider', () => {
    const resources = { Table: table('Delete'), Commands: lambda('simulated') };
    expect(assessStage('payments on dev', resources, NOTHING)).toEqual({ lines: [], refusals: [] });
  });

  it('is not taken for one that retains data because of retained versions of its functions', () => {
    const version = { Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain' };
    const resources = { version, Commands: lambda('simulated') };
    expect(assessStage('payments on dev', resources, NOTHING).refusals).toEqual([]);
  });
});
