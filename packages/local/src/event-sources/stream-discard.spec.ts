import { failureRecordOf } from './stream-discard.ts';
import { type StreamRecord, streamRecordOf } from './stream-record.ts';

const record = (sequenceNumber: string, createdAt: number): StreamRecord =>
  streamRecordOf(
    {
      eventID: 'a'.repeat(32),
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
      dynamodb: { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: createdAt },
    },
    'arn:engine',
    { arn: 'arn:seen', region: 'us-east-1' },
  );

const records = [record('100', 1573690399), record('102', 1573690400)];
const NOW_MS = Date.parse('2019-11-14T00:13:49.717Z');
const base = { records, functionArn: 'arn:function', shardId: 'shard-1' };

describe('failureRecordOf', () => {
  it('returns the position of the records, as AWS does', () =>
    expect(failureRecordOf({ ...base, condition: 'RetryAttemptsExhausted', invokeCount: 3 }, NOW_MS)).toEqual(
      {
        requestContext: {
          requestId: expect.any(String),
          functionArn: 'arn:function',
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: '2019-11-14T00:13:49.717Z',
        DDBStreamBatchInfo: {
          shardId: 'shard-1',
          startSequenceNumber: '100',
          endSequenceNumber: '102',
          approximateArrivalOfFirstRecord: '2019-11-14T00:13:19Z',
          approximateArrivalOfLastRecord: '2019-11-14T00:13:20Z',
          batchSize: 2,
          streamArn: 'arn:seen',
        },
      },
    ));

  it('omits the response if no function was invoked', () =>
    expect(
      failureRecordOf({ ...base, condition: 'MaximumRecordAgeExceeded', invokeCount: 0 }, NOW_MS),
    ).not.toHaveProperty('responseContext'));
});

describe('the record of a deletion by time to live', () => {
  it('has the user identity as in Lambda, and keeps a long event id', () =>
    expect(records[0]).toMatchObject({
      eventID: 'a'.repeat(32),
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    }));
});
