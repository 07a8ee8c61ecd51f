/**
 * Differences between the two engines that a program can notice: the behaviour that AWS documents, with the source, by the
 * name of the case. The results of both engines are in the snapshot of the spec.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'the update "SET l[9] = :n"':
    'Beyond the end of a list, SET appends. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html',
  'the update "REMOVE absent"':
    'A write that does not change any data has no record. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  'reserved words':
    'A reserved word in an expression is refused. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html',
  'an item twice in a transaction whose condition fails':
    'A request with an item twice is refused before its conditions are checked. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  'an invalid path in a transaction':
    'The transaction is cancelled, with the reason ValidationError for the item. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  'an invalid path in a transaction whose other condition fails':
    'The transaction is cancelled, with a reason for each item. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html',
  'a page after a key of another partition':
    'Not documented: an ExclusiveStartKey is expected to be the LastEvaluatedKey of a page. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html',
  'begins_with for a number':
    'begins_with does not support sort keys that are numbers. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html',
  'a sort key of another type':
    'A value has the type of the key that it is compared with. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html',
  'a page ends at a megabyte':
    'A page has at most 1 MB and a LastEvaluatedKey; the item that crosses the limit is not documented. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html',
  'an empty map':
    'An image is a map of attribute values, each with its type; known as https://github.com/awslabs/amazon-dynamodb-local-samples/issues/37. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html',
  'an empty attribute name':
    'A name has at least one character. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html',
  'a write that changes nothing':
    'A write that does not change any data has no record. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  'invalid requests to a stream':
    'At most 1,000 records; a sequence number to start at; an existing shard. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html',
  'requests for tables and time-to-live that fail':
    'Enabling what is enabled is a ValidationException. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html',
};
