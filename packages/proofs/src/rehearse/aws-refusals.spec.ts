import { describedStages } from './aws-refusals.ts';

const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'dev-jars' } };
const deployment = (properties: object) => ({
  Type: 'AWS::ApiGateway::Deployment',
  Properties: { RestApiId: { Ref: 'Api' }, ...properties },
});
const DESCRIBED = { StageName: 'dev', StageDescription: { TracingEnabled: true } };

describe('describedStages', () => {
  it('finds a new deployment of a REST API that describes the existing stage', () => {
    const Resources = { Api: api, Deployment2: deployment(DESCRIBED) };
    expect(describedStages({ Resources }, ['Api', 'Deployment1'])).toEqual([
      'Deployment2: StageDescription cannot be specified when the stage already exists',
    ]);
  });

  it('accepts a stage description in the first deployment', () => {
    const Resources = { Api: api, Deployment1: deployment(DESCRIBED) };
    expect(describedStages({ Resources }, [])).toEqual([]);
  });

  it('accepts the deployment that the stack has, and a new one without a stage description', () => {
    const same = { Api: api, Deployment1: deployment(DESCRIBED) };
    expect(describedStages({ Resources: same }, ['Api', 'Deployment1'])).toEqual([]);
    const bare = { Api: api, Deployment2: deployment({}) };
    expect(describedStages({ Resources: bare }, ['Api', 'Deployment1'])).toEqual([]);
  });
});
