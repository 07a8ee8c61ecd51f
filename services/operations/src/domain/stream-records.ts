/**
 * Stream records, with their content, that a function sent to its failures queue (`sendToFailuresQueue` of packages/lambda).
 * The message has the form of the event with which Lambda invoked the function.
 */
export type StreamRecords = { readonly streamArn: string; readonly records: readonly object[] };

type Attribute = { readonly S?: unknown };
type StreamRecord = {
  readonly eventSourceARN?: unknown;
  readonly dynamodb?: { readonly NewImage?: { readonly id?: Attribute; readonly correlationId?: Attribute } };
};

/** Returns the records in the parsed body of a message; undefined unless it has records of exactly one stream. */
export function toStreamRecords(content: object): StreamRecords | undefined {
  const { Records: records } = content as { readonly Records?: unknown };
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const [streamArn, ...others] = new Set(
    records.map((record: unknown) => (Object(record) as StreamRecord).eventSourceARN),
  );
  if (typeof streamArn !== 'string' || others.length > 0) return undefined;
  return { streamArn, records };
}

/** Returns the id of the first record's aggregate, and the correlation id of the request that changed it. */
export function factsOfRecords({ records }: StreamRecords): {
  readonly subject?: unknown;
  readonly correlationid?: unknown;
} {
  const { id, correlationId } = (records[0] as StreamRecord).dynamodb?.NewImage ?? {};
  return { subject: id?.S, correlationid: correlationId?.S };
}
