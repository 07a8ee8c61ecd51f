import { createRequire } from 'node:module';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
const { declareAddresses } = createRequire(import.meta.url)('../api-addresses.cjs') as {
  readonly declareAddresses: (resources: Record<string, Resource>, facts: object, domainName: string) => void;
};

const resource = (parent: object, part: string): Resource => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: { ParentId: parent, PathPart: part },
});
const method = (resourceId: string): Resource => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod: 'GET', ResourceId: { Ref: resourceId } },
});
/** `/v1/jars`, `/v1/jars/{jarId}`, `/v1/jars/by-lid/{lid}` and `/v1/admin/jars`. */
const restApi = (): Record<string, Resource> => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'dev-tradepost-shelf' } },
  V1: resource({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, 'v1'),
  Jars: resource({ Ref: 'V1' }, 'jars'),
  Jar: resource({ Ref: 'Jars' }, '{jarId}'),
  ByLid: resource({ Ref: 'Jars' }, 'by-lid'),
  Lid: resource({ Ref: 'ByLid' }, '{lid}'),
  Admin: resource({ Ref: 'V1' }, 'admin'),
  AdminJars: resource({ Ref: 'Admin' }, 'jars'),
  ListJars: method('Jars'),
  GetJar: method('Jar'),
  GetJarByLid: method('Lid'),
  ListAdminJars: method('AdminJars'),
});
const declare = (resources: Record<string, Resource>, domainName: string) => {
  declareAddresses(resources, { stage: 'dev', domain: 'shelf' }, domainName);
  return resources;
};

describe('The address of an API', () => {
  const httpApi = { HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} } };

  it('is its own endpoint, below the stage for a REST API', () => {
    const { HttpApiUrlParameter, RestApiUrlParameter } = declare({ ...httpApi, ...restApi() }, '');
    expect(HttpApiUrlParameter?.Properties).toEqual({
      Name: '/tradepost/dev/shelf/http-api/url',
      Type: 'String',
      Value: { 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] },
    });
    expect(RestApiUrlParameter?.Properties).toEqual({
      Name: '/tradepost/dev/shelf/rest-api/url',
      Type: 'String',
      Value: {
        'Fn::Sub': `https://\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/\${ApiGatewayStage}`,
      },
    });
  });

  it('is the custom domain of the stage', () => {
    const declared = declare({ ...httpApi, ...restApi() }, 'api.example.com');
    for (const id of ['HttpApiUrlParameter', 'RestApiUrlParameter'])
      expect(declared[id]?.Properties['Value']).toBe('https://api.example.com');
  });
});

describe('Routing rules', () => {
  const rulesIn = (resources: Record<string, Resource>) =>
    Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::RoutingRule');

  it('lead each base path of a REST API to it, without removing the base path', () => {
    const rules = rulesIn(declare(restApi(), 'api.example.com'));
    expect(rules.map(({ Properties }) => Properties['Conditions'])).toEqual([
      [{ MatchBasePaths: { AnyOf: ['v1/admin/jars'] } }],
      [{ MatchBasePaths: { AnyOf: ['v1/jars'] } }],
    ]);
    for (const { Properties } of rules)
      expect(Properties).toMatchObject({
        DomainNameArn: '{{resolve:ssm:/tradepost/dev/platform/custom-domain/arn}}',
        Actions: [
          {
            InvokeApi: { ApiId: { Ref: 'Api' }, Stage: { Ref: 'ApiGatewayStage' }, StripBasePath: false },
          },
        ],
      });
  });

  it('keep their priorities if the API gets another base path', () => {
    const more = {
      ...restApi(),
      Boxes: resource({ Ref: 'V1' }, 'boxes'),
      ListBoxes: method('Boxes'),
    };
    const [few, many] = [restApi(), more].map((each) =>
      rulesIn(declare(each, 'api.example.com')).map(({ Properties }) => Properties['Priority'] as number),
    );
    expect(many).toHaveLength(3);
    expect(many).toEqual(expect.arrayContaining(few ?? []));
    for (const priority of many ?? []) expect(priority).toBeGreaterThanOrEqual(1);
  });

  it('are not declared on a stage without a custom domain', () => {
    expect(rulesIn(declare(restApi(), ''))).toEqual([]);
  });
});
