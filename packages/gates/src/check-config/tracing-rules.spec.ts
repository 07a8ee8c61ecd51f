import { type Changes, faultsWith } from './plant.spec-kit.ts';

const UNTRACED: Changes = { Sampling: undefined };
const api = (name: string): Changes => ({
  RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: name } },
  RestStage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: { Ref: 'RestApi' }, StageName: 'prod', TracingEnabled: true },
  },
});
const tracingFaults = (changes: Changes, stage?: string) =>
  faultsWith(changes, stage).filter((fault) => / trace[ds]-/.test(fault));

describe('On a traced stage', () => {
  it.each<[string, readonly string[], Changes]>([
    [
      'a function that only passes traces on',
      ['Commands traced-with-its-stage', 'CommandsRole traces-allowed'],
      { 'Commands.TracingConfig.Mode': 'PassThrough' },
    ],
    [
      'a workflow without traces',
      ['Saga traced-with-its-stage', 'SagaRole traces-allowed'],
      { 'Saga.TracingConfiguration.Enabled': false },
    ],
    [
      'a role without the permission',
      ['CommandsRole traces-allowed'],
      { 'CommandsRole.Policies.0.PolicyDocument.Statement.1': undefined },
    ],
    [
      'a workflow that the sampling rule does not match',
      ['Saga traces-sampled'],
      { 'Sampling.SamplingRule.ServiceName': 'tradepost-dev-*' },
    ],
    ['a REST API that the sampling rule does not match', ['RestStage traces-sampled'], api('prod-tradepost')],
    [
      'a REST API without traces',
      ['RestStage traced-with-its-stage'],
      { ...api('tradepost-prod-catalog'), 'RestStage.TracingEnabled': false },
    ],
  ])('%s is found', (_, faults, changes) => {
    expect(tracingFaults(changes)).toEqual(faults);
  });

  it('a REST API is known by its name and its stage', () => {
    const exact = { 'Sampling.SamplingRule.ServiceName': 'tradepost-prod-catalog/pro?' };
    expect(tracingFaults({ ...api('tradepost-prod-catalog'), ...exact })).toEqual(['Saga traces-sampled']);
  });

  it('production is traced, with or without a sampling rule', () => {
    expect(tracingFaults(UNTRACED)).toEqual(['Saga traces-sampled']);
  });
});

describe('On a stage without traces', () => {
  it('everything that is traced is found', () => {
    expect(tracingFaults(UNTRACED, 'jane')).toEqual([
      ...['PlaceOrder', 'Commands', 'Publish', 'Sweep', 'Saga'].map((id) => `${id} traced-with-its-stage`),
    ]);
  });

  it('a role with a permission that nobody needs is found', () => {
    const changes = { ...UNTRACED, 'Saga.TracingConfiguration': undefined };
    expect(tracingFaults(changes, 'jane')).toContain('SagaRole traces-allowed');
  });
});
