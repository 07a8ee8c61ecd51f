import { createRequire } from 'node:module';

type Role = { readonly Properties: { readonly Policies: { PolicyDocument: { Statement: object[] } }[] } };
const Tracing = createRequire(import.meta.url)('../tracing.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

const role = () => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyDocument: { Statement: [{ Sid: 'Own' }] } }] },
});
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

function packaged(traceSample: number) {
  const Resources = {
    PlaceOrder: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: arnOf('PlaceOrderRole') } as Record<string, unknown>,
    },
    PlaceOrderRole: role(),
    Saga: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: arnOf('SagaRole') } as Record<string, unknown>,
    },
    SagaRole: role(),
  };
  const service = {
    custom: { byStage: { traceSample } },
    provider: { compiledCloudFormationTemplate: { Resources } },
  };
  new Tracing({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return Resources;
}
const statementsOf = ({ Properties: { Policies } }: Role) => Policies[0]?.PolicyDocument.Statement;

describe('A traced stage', () => {
  it('traces its functions and workflows, whose roles may send traces', () => {
    const { PlaceOrder, PlaceOrderRole, Saga, SagaRole } = packaged(0.05);
    expect(PlaceOrder.Properties['TracingConfig']).toEqual({ Mode: 'Active' });
    expect(statementsOf(PlaceOrderRole)).toEqual([
      { Sid: 'Own' },
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    ]);
    expect(Saga.Properties['TracingConfiguration']).toEqual({ Enabled: true });
    expect(statementsOf(SagaRole)).toMatchObject([
      { Sid: 'Own' },
      { Action: expect.arrayContaining(['xray:PutTraceSegments', 'xray:GetSamplingTargets']) },
    ]);
  });
});

describe('A stage with traceSample 0', () => {
  it('has neither traces nor permissions for them', () => {
    const { PlaceOrder, PlaceOrderRole, Saga, SagaRole } = packaged(0);
    expect(PlaceOrder.Properties).toEqual({ Role: arnOf('PlaceOrderRole') });
    expect(Saga.Properties).toEqual({ RoleArn: arnOf('SagaRole') });
    expect([statementsOf(PlaceOrderRole), statementsOf(SagaRole)]).toEqual([
      [{ Sid: 'Own' }],
      [{ Sid: 'Own' }],
    ]);
  });
});
