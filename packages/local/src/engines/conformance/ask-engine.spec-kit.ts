import type { Answer, EngineCase, Step } from './engine-case.spec-kit.ts';

const API = 'DynamoDB_20120810';
const STREAMS_API = 'DynamoDBStreams_20120810';
const STREAMS_OPERATIONS = ['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords'];
/** Local engines check the form of a signature, but do not verify it. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
/** Longer texts are compared by their length. */
const MAX_TEXT = 200;
const MAX_PAGES = 1_000;
/** Fields that are not compared: ids, times and stream positions, which each engine generates, and consumed capacity. */
const OWN = /Arn$|DateTime$|Id$|ID$|Iterator$|SequenceNumber|Label$|ConsumedCapacity/;

/** An answer of an engine: `result` is the part that programs read, `message` its message for people. */
export type Line = { readonly result: string; readonly message: string };

/**
 * Calls an operation of an engine as the SDK does, but sends the input as it is, without the SDK's conversions and checks.
 *
 * @returns the answer, or for an error its `code`, message and other fields
 */
export async function ask(endpoint: string, [operation, input]: Step): Promise<Answer> {
  const api = STREAMS_OPERATIONS.includes(operation) ? STREAMS_API : API;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${api}.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: AUTHORIZATION,
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Answer;
  if (response.ok) return answer;
  const { __type, message, Message, ...facts } = answer;
  return { code: String(__type).split('#').at(-1), message: message ?? Message ?? '', ...facts };
}

/** Runs a case; returns a line for each answer. */
export async function play(endpoint: string, asked: EngineCase): Promise<readonly Line[]> {
  const asking = (...step: Step) => ask(endpoint, step);
  if ('probe' in asked) return (await asked.probe(asking)).map(toLine);
  const lines: Line[] = [];
  for (const step of asked.steps) lines.push(toLine(await ask(endpoint, step)));
  return lines;
}

/**
 * Reads all records of a table's stream, from its beginning.
 *
 * @returns the records by partition key, in order, each as a line
 */
export async function readStream(
  endpoint: string,
  TableName: string,
): Promise<ReadonlyMap<string, readonly Line[]>> {
  const { Table } = await ask(endpoint, ['DescribeTable', { TableName }]);
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await ask(endpoint, ['DescribeStream', { StreamArn }]);
  const lines = new Map<string, Line[]>();
  for (const { ShardId } of StreamDescription.Shards) {
    const first = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    let page = await ask(endpoint, ['GetShardIterator', first]);
    let from = page.ShardIterator;
    for (let pages = 0; from !== undefined; pages += 1) {
      if (pages === MAX_PAGES) throw new Error(`the stream of ${TableName} has more than ${MAX_PAGES} pages`);
      page = await ask(endpoint, ['GetRecords', { ShardIterator: from }]);
      for (const { eventName, dynamodb } of page.Records) {
        const { Keys, OldImage, NewImage } = dynamodb;
        const line = toLine({ [eventName]: { Keys, OldImage, NewImage } });
        lines.set(Keys.pk.S, [...(lines.get(Keys.pk.S) ?? []), line]);
      }
      from = page.Records.length === 0 ? undefined : page.NextShardIterator;
    }
  }
  return lines;
}

function toLine(answer: Answer): Line {
  const { code, message = '', ...facts } = answer;
  const result = JSON.stringify(facts, comparable);
  if (code === undefined) return { result, message: '' };
  const reasons = JSON.stringify(facts.CancellationReasons ?? '');
  return { result: result === '{}' ? code : `${code} ${result}`, message: `${message} ${reasons}` };
}

/** Sorts attributes, and the items of a batch, which come in no defined order. */
function comparable(name: string, value: Answer): Answer {
  if (OWN.test(name)) return undefined;
  if (name === 'CancellationReasons') return value.map(({ Message: _words, ...reason }: Answer) => reason);
  if (name === 'Responses' && !Array.isArray(value)) return Object.entries(value).map(inOrder);
  if (typeof value === 'string' && value.length > MAX_TEXT) return `${value.length} characters`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function inOrder([table, items]: [string, Answer]) {
  const lines = items.map((item: Answer) => JSON.stringify(item, comparable)).sort();
  return { table, count: lines.length, ...(lines.length > 10 ? {} : { lines }) };
}
