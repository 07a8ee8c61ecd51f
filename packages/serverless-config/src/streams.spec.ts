import { createRequire } from 'node:module';

type Definition = {
  readonly name: string;
  readonly events?: readonly Readonly<Record<string, unknown>>[];
  readonly iamRoleStatements?: readonly object[];
};

const Streams = createRequire(import.meta.url)('../streams.cjs') as new (
  serverless: object,
) => { readonly hooks: { readonly initialize: () => void } };

/** Runs the plugin on one function; returns the function, which it changes. */
function complete(definition: Definition): Definition {
  new Streams({ service: { functions: { definition } } }).hooks.initialize();
  return definition;
}

const stream = { type: 'dynamodb', arn: { 'Fn::GetAtt': ['EventsTable', 'StreamArn'] } };
const queueArn = { 'Fn::GetAtt': ['FailuresQueue', 'Arn'] };

describe('streams', () => {
  it('retries records until their age limit, and keeps what a function declares', () => {
    expect(complete({ name: 'publish', events: [{ stream: { ...stream, batchWindow: 1 } }] }).events).toEqual(
      [
        {
          stream: {
            ...stream,
            batchWindow: 1,
            startingPosition: 'TRIM_HORIZON',
            batchSize: 100,
            parallelizationFactor: 2,
            functionResponseType: 'ReportBatchItemFailures',
            bisectBatchOnFunctionError: true,
            maximumRetryAttempts: -1,
            maximumRecordAgeInSeconds: 82_800,
            destinations: { onFailure: { arn: queueArn, type: 'sqs' } },
          },
        },
      ],
    );
  });

  it('lets the function send to the failures queue', () => {
    const own = { Effect: 'Allow', Action: 'dynamodb:Query', Resource: 'table' };
    expect(
      complete({ name: 'project', events: [{ stream: { ...stream } }], iamRoleStatements: [own] }),
    ).toMatchObject({
      environment: { FAILURES_QUEUE_URL: { Ref: 'FailuresQueue' } },
      iamRoleStatements: [own, { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn }],
    });
  });

  it('refuses a function that sets what is the same for all', () => {
    const events = [{ stream: { ...stream, maximumRetryAttempts: 20 } }];
    expect(() => complete({ name: 'publish', events })).toThrow(
      'publish: streams.cjs sets maximumRetryAttempts for all streams',
    );
  });

  it('changes no function without a stream', () => {
    const definition = { name: 'get', events: [{ httpApi: 'GET /v1/orders' }] };
    expect(complete(structuredClone(definition))).toEqual(definition);
  });
});
