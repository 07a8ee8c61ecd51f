/** Answers of each engine that differ, then records of the stream that differ. */
export type KnownDifference = {
  readonly dynoxide: readonly string[];
  readonly 'dynamodb-local': readonly string[];
  /** Behaviour that AWS documents, with the source. */
  readonly aws: string;
};

/** Differences that a program can notice, by the name of the case. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, KnownDifference>> = {
  'the update «SET l[9] = :n»': {
    dynoxide: [
      '{"Item":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"N":"5"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}}}',
      '{"MODIFY":{"Keys":{"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"NULL":true},{"N":"5"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}},"OldImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}}}}',
    ],
    'dynamodb-local': [
      '{"Item":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"5"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}}}',
      '{"MODIFY":{"Keys":{"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"},{"N":"5"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}},"OldImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «SET l[9] = :n»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}}}}',
    ],
    aws: 'Beyond the end of a list, SET appends. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html',
  },
  'the update «REMOVE absent»': {
    dynoxide: [
      '{"MODIFY":{"Keys":{"pk":{"S":"the update «REMOVE absent»"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «REMOVE absent»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}},"OldImage":{"a":{"N":"2"},"l":{"L":[{"N":"1"},{"N":"2"}]},"m":{"M":{"x":{"N":"1"}}},"pk":{"S":"the update «REMOVE absent»"},"sk":{"N":"0"},"ss":{"SS":["x"]},"t":{"S":"e"}}}}',
    ],
    'dynamodb-local': [],
    aws: 'A write that does not change any data has no record. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  },
  'reserved words': {
    dynoxide: ['ValidationException'],
    'dynamodb-local': ['{}'],
    aws: 'A reserved word in an expression is refused. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html',
  },
  'an item twice in a transaction whose condition fails': {
    dynoxide: ['ValidationException'],
    'dynamodb-local': [
      'TransactionCanceledException {"CancellationReasons":[{"Code":"ConditionalCheckFailed"},{"Code":"None"}]}',
    ],
    aws: 'A request with an item twice is refused before its conditions are checked. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  },
  'an invalid path in a transaction': {
    dynoxide: [
      'TransactionCanceledException {"CancellationReasons":[{"Code":"None"},{"Code":"ValidationError"}]}',
    ],
    'dynamodb-local': ['ValidationException'],
    aws: 'The transaction is cancelled, with the reason ValidationError for the item. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  },
  'an invalid path in a transaction whose other condition fails': {
    dynoxide: [
      'TransactionCanceledException {"CancellationReasons":[{"Code":"ConditionalCheckFailed"},{"Code":"ValidationError"}]}',
    ],
    'dynamodb-local': ['ValidationException'],
    aws: 'The transaction is cancelled, with a reason for each item. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  },
  'a page after a key of another partition': {
    dynoxide: [
      '{"Count":2,"Items":[{"a":{"N":"1"},"pk":{"S":"a page after a key of another partition"},"sk":{"N":"1"}},{"a":{"N":"10"},"pk":{"S":"a page after a key of another partition"},"sk":{"N":"10"}}],"ScannedCount":2}',
    ],
    'dynamodb-local': ['ValidationException'],
    aws: 'Not documented: an ExclusiveStartKey is expected to be the LastEvaluatedKey of a page. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html',
  },
  'begins_with for a number': {
    dynoxide: [
      '{"Count":1,"Items":[{"a":{"N":"1"},"pk":{"S":"begins_with for a number"},"sk":{"N":"1"}}],"ScannedCount":1}',
    ],
    'dynamodb-local': ['ValidationException'],
    aws: 'begins_with does not support sort keys that are numbers. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html',
  },
  'a sort key of another type': {
    dynoxide: ['{"Count":0,"Items":[],"ScannedCount":0}'],
    'dynamodb-local': ['ValidationException'],
    aws: 'A value has the type of the key that it is compared with. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html',
  },
  'a page ends at a megabyte': {
    dynoxide: [
      '{"Count":3,"LastEvaluatedKey":{"pk":{"S":"a page ends at a megabyte"},"sk":{"N":"3"}},"ScannedCount":4}',
      '{"Count":3,"Items":[{"sk":{"N":"1"}},{"sk":{"N":"2"}},{"sk":{"N":"3"}}],"LastEvaluatedKey":{"pk":{"S":"a page ends at a megabyte"},"sk":{"N":"3"}},"ScannedCount":4}',
    ],
    'dynamodb-local': [
      '{"Count":4,"LastEvaluatedKey":{"pk":{"S":"a page ends at a megabyte"},"sk":{"N":"4"}},"ScannedCount":4}',
      '{"Count":4,"Items":[{"sk":{"N":"1"}},{"sk":{"N":"2"}},{"sk":{"N":"3"}},{"sk":{"N":"4"}}],"LastEvaluatedKey":{"pk":{"S":"a page ends at a megabyte"},"sk":{"N":"4"}},"ScannedCount":4}',
    ],
    aws: 'A page has at most 1 MB and a LastEvaluatedKey; the item that crosses the limit is not documented. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html',
  },
  'an empty map': {
    dynoxide: [
      '{"INSERT":{"Keys":{"pk":{"S":"an empty map"},"sk":{"N":"0"}},"NewImage":{"a":{"M":{}},"pk":{"S":"an empty map"},"sk":{"N":"0"}}}}',
    ],
    'dynamodb-local': [
      '{"INSERT":{"Keys":{"pk":{"S":"an empty map"},"sk":{"N":"0"}},"NewImage":{"a":{},"pk":{"S":"an empty map"},"sk":{"N":"0"}}}}',
    ],
    aws: 'An image is a map of attribute values, each with its type; known as https://github.com/awslabs/amazon-dynamodb-local-samples/issues/37. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html',
  },
  'an empty attribute name': {
    dynoxide: [
      '{}',
      '{"Item":{"a":{"M":{"":{"N":"1"}}}}}',
      '{"INSERT":{"Keys":{"pk":{"S":"an empty attribute name"},"sk":{"N":"0"}},"NewImage":{"a":{"M":{"":{"N":"1"}}},"pk":{"S":"an empty attribute name"},"sk":{"N":"0"}}}}',
    ],
    'dynamodb-local': ['ValidationException', '{}'],
    aws: 'A name has at least one character. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
  },
  'a write that changes nothing': {
    dynoxide: [
      '{"MODIFY":{"Keys":{"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}}}}',
      '{"MODIFY":{"Keys":{"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}}}}',
      '{"MODIFY":{"Keys":{"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"NewImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}}}}',
      '{"REMOVE":{"Keys":{"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}}}}',
    ],
    'dynamodb-local': [
      '{"REMOVE":{"Keys":{"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}},"OldImage":{"a":{"N":"1"},"pk":{"S":"a write that changes nothing"},"sk":{"N":"0"}}}}',
    ],
    aws: 'A write that does not change any data has no record. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  },
  'invalid requests to a stream': {
    dynoxide: ['{"isAnswered":true}', '{}', '{}'],
    'dynamodb-local': ['ValidationException', 'ValidationException', 'ResourceNotFoundException'],
    aws: 'At most 1,000 records; a sequence number to start at; an existing shard. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html',
  },
  'requests for tables and time-to-live that fail': {
    dynoxide: ['{"TimeToLiveSpecification":{"AttributeName":"expiresAt","Enabled":true}}'],
    'dynamodb-local': ['ValidationException'],
    aws: 'Enabling what is enabled is a ValidationException. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html',
  },
};

/** Cases in which only the messages differ. */
export const DIFFER_IN_WORDS: readonly string[] = [
  'an update returns SOMETHING',
  'a put that returns the old item',
  'the update «SET a = t + :n»',
  'the update «SET a = :n, a = :n»',
  'the update «SET m = :n, m.x = :n»',
  'the update «SET status = :n»',
  'the update «SET a = :unknown»',
  'the update «SET #unknown = :n»',
  'the update «SET a : :n»',
  'the update «SET a = :n SET b = :n»',
  'values and names that are not used',
  'reserved words',
  'a cancelled transaction with a reason for each item',
  'a transaction with a condition check',
  'a token sent with another transaction',
  'a token of more than 36 characters',
  'a transaction of a hundred and one items',
  'a transaction of no items',
  'a transaction with a missing table',
  'a transaction of more than four megabytes',
  'a page with a limit of 0',
  'a page after half a key',
  'a sort key that is not equal',
  'a query over several partitions',
  'a query without the partition key',
  'a query by an attribute that is not a key',
  'a key of an index that is of another type',
  'a scan with a filter and a limit',
  'the number «123456789012345678901234567890123456789»',
  'the number «NaN»',
  'the number «abc»',
  'the number «»',
  'the number « 1»',
  'an empty set',
  'a set with a text twice',
  'a set of numbers that are the same',
  'a put without its key',
  'a get without its key',
  'an update without its key',
  'a put with half of its key',
  'a get with half of its key',
  'an update with half of its key',
  'a put with a key of another type',
  'a get with a key of another type',
  'an update with a key of another type',
  'a put with a key of 2,049 bytes',
  'a get with a key of 2,049 bytes',
  'an update with a key of 2,049 bytes',
  'a put with a null key',
  'a get with a null key',
  'an update with a null key',
  'a get with more attributes than its key',
  'a missing table',
  'a batch of writes of 26 items',
  'a batch of writes of no items',
  'a batch of writes to a missing table',
  'a batch of 101 reads',
  'a batch of 0 reads',
  'invalid requests to a stream',
  'requests for tables and time-to-live that fail',
];
