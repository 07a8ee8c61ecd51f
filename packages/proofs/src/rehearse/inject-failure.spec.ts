import { injectFailure } from './inject-failure.ts';

describe('injectFailure', () => {
  it('adds a wait condition that depends on every resource', () => {
    const Resources = { Bus: { Type: 'AWS::Events::EventBus' }, Topic: { Type: 'AWS::SNS::Topic' } };
    expect(injectFailure({ Description: 'kept', Resources })).toEqual({
      Description: 'kept',
      Resources: {
        ...Resources,
        InjectedFailureHandle: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
        InjectedFailure: {
          Type: 'AWS::CloudFormation::WaitCondition',
          DependsOn: ['Bus', 'Topic'],
          Properties: { Handle: { Ref: 'InjectedFailureHandle' }, Timeout: '1', Count: 1 },
        },
      },
    });
  });
});
