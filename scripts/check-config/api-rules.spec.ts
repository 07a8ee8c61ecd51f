import { type Changes, faultsWith } from './plant.spec-kit.ts';

const ENDPOINT = { EndpointConfiguration: { Types: ['REGIONAL'] } };
const REST_API: Changes = {
  RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: ENDPOINT },
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'RestApi' } } },
  RestStage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: { Ref: 'RestApi' },
      DeploymentId: { Ref: 'Deployment' },
      StageName: 'prod',
    },
  },
};

describe('A REST API', () => {
  it('may have a regional endpoint and a stage of its own', () => {
    expect(faultsWith(REST_API)).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    [
      'a deployment that creates the stage',
      'Deployment rest-deployment-without-stage',
      { 'Deployment.Properties.StageName': 'prod' },
    ],
    [
      'a deployment that describes the stage',
      'Deployment rest-deployment-without-stage',
      { 'Deployment.Properties.StageDescription': { TracingEnabled: true } },
    ],
    ['no stage', 'RestApi rest-api-stage', { RestStage: undefined }],
    [
      'the stage of another API only',
      'RestApi rest-api-stage',
      { 'RestStage.Properties.RestApiId': 'another' },
    ],
    [
      'an edge-optimized endpoint',
      'RestApi rest-api-regional',
      { 'RestApi.Properties.EndpointConfiguration.Types': ['EDGE'] },
    ],
    [
      'an endpoint of the default type',
      'RestApi rest-api-regional',
      { 'RestApi.Properties.EndpointConfiguration': undefined },
    ],
  ])('must not have %s', (_, fault, changes) => {
    expect(faultsWith({ ...structuredClone(REST_API), ...changes })).toEqual([fault]);
  });
});
