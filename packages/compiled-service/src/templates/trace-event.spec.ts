import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { readTemplates } from './read-templates.ts';
import { traceEvent } from './trace-event.ts';

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const rule = (types: readonly string[], target: object) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    EventPattern: { source: ['jars'], 'detail-type': types },
    Targets: [{ Id: 'target', ...target }],
  },
});

const service = packagedService(
  'jars',
  {
    Inbox: { Type: 'AWS::SQS::Queue', Properties: {} },
    Unread: { Type: 'AWS::SQS::Queue', Properties: {} },
    ToInbox: rule(['JarOpened'], { Arn: arnOf('Inbox'), InputPath: '$.detail' }),
    ToNobody: rule(['JarOpened', 'JarShut'], {
      Arn: arnOf('Unread'),
      InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"shut": <id>}' },
    }),
    Reader: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'the-reader', Runtime: 'nodejs24.x' },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arnOf('Inbox'), FunctionName: 'the-reader' },
    },
  },
  { functions: { onJar: { name: 'the-reader', handler: 'src/on-jar.handler' } } },
);
const description = readTemplates([service], PLACEHOLDER_ADDRESSES);

const trace = (detailType: string, source = 'jars') =>
  traceEvent(description, { source, detailType, detail: { id: 'jar-1' } }).map(
    ({ rule: { logicalId }, input, queue, consumers }) => [
      logicalId,
      JSON.parse(input),
      queue?.logicalId,
      consumers.map((consumer) => consumer.kind === 'function' && consumer.of.functionKey),
    ],
  );

describe('traceEvent', () => {
  it('returns for each matching rule the input, the queue and its consumers', () => {
    expect(description.problems).toEqual([]);
    expect(trace('JarOpened')).toEqual([
      ['ToInbox', { id: 'jar-1' }, 'Inbox', ['onJar']],
      ['ToNobody', { shut: 'jar-1' }, 'Unread', []],
    ]);
  });

  it('returns nothing if no rule matches', () => {
    expect(trace('JarBroken')).toEqual([]);
    expect(trace('JarOpened', 'tins')).toEqual([]);
  });
});
