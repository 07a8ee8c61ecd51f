import { parseTemplate, resolveConditions } from './account-templates.ts';

const TEMPLATE = `
Parameters:
  Stage: { Type: String }
  Zone: { Type: String, Default: '' }
  Servers: { Type: CommaDelimitedList, Default: '' }
Conditions:
  HasZone: !Not [!Equals [!Ref Zone, '']]
  HasServers: !Not [!Equals [!Join ['', !Ref Servers], '']]
  HasAny: !Or [!Condition HasZone, !Condition HasServers]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub tradepost-\${Stage}-\${AWS::Region}
      DisplayName: !If [HasZone, !Ref Zone, !Ref AWS::NoValue]
      Tags: [!If [HasServers, !Ref Servers, !Ref AWS::NoValue], !GetAtt Other.Arn]
  Record: { Type: AWS::Route53::RecordSet, Condition: HasZone, Properties: { HostedZoneId: !Ref Zone } }
  Any: { Type: AWS::SNS::Topic, Condition: HasAny }
`;
const resolved = (given: Readonly<Record<string, string>>) =>
  resolveConditions(parseTemplate(TEMPLATE), { Stage: 'prod', ...given }).Resources;

describe('resolveConditions', () => {
  it('puts in the values of parameters, and leaves references to resources and to the account', () => {
    expect(resolved({ Zone: 'Z1', Servers: '192.0.2.1/32,192.0.2.2/32' })).toEqual({
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
          TopicName: { 'Fn::Sub': 'tradepost-prod-${AWS::Region}' },
          DisplayName: 'Z1',
          Tags: [['192.0.2.1/32', '192.0.2.2/32'], { 'Fn::GetAtt': ['Other', 'Arn'] }],
        },
      },
      Record: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1' } },
      Any: { Type: 'AWS::SNS::Topic' },
    });
  });

  it('leaves out resources and properties whose condition does not hold', () => {
    expect(resolved({})).toEqual({
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
          TopicName: { 'Fn::Sub': 'tradepost-prod-${AWS::Region}' },
          Tags: [{ 'Fn::GetAtt': ['Other', 'Arn'] }],
        },
      },
    });
  });

  it('refuses a parameter without a value', () => {
    expect(() => resolveConditions(parseTemplate(TEMPLATE), {})).toThrow('the parameter Stage has no value');
  });
});
