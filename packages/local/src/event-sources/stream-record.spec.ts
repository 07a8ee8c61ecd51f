import { streamRecordOf } from './stream-record.ts';
import type { WireRecord } from './streams-api.ts';

const seen = { arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/1', region: 'us-east-1' };
const modified = (images: object): WireRecord => ({
  eventID: '60c3502313d64ee691bf8464cc1b1c40',
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber: '1', Keys: { pk: { S: 'a' } }, ...images },
});

describe('streamRecordOf with an untyped empty map', () => {
  it('restores its type at any depth', () => {
    const { dynamodb } = streamRecordOf(
      modified({
        OldImage: { pk: { S: 'a' }, options: {} },
        NewImage: { pk: { S: 'a' }, variants: { L: [{ M: { sku: { S: 'MUG' }, options: {} } }] } },
      }),
      seen.arn,
      seen,
    );
    expect(dynamodb).toMatchObject({
      OldImage: { pk: { S: 'a' }, options: { M: {} } },
      NewImage: { pk: { S: 'a' }, variants: { L: [{ M: { sku: { S: 'MUG' }, options: { M: {} } } }] } },
    });
  });
});

describe('streamRecordOf with typed values', () => {
  it('does not change the images', () => {
    const image = {
      pk: { S: '' },
      none: { NULL: true },
      list: { L: [] },
      map: { M: {} },
      raw: { B: 'aGk=' },
    };
    const { dynamodb } = streamRecordOf(modified({ NewImage: image }), seen.arn, seen);
    expect(dynamodb['NewImage']).toEqual(image);
    expect(dynamodb).not.toHaveProperty('OldImage');
  });
});
