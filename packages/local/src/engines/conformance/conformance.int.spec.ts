import { setTimeout as sleep } from 'node:timers/promises';
import { missingEngine } from '../dynamodb-candidates.ts';
import { type DynamodbEngine, startDynamodbEngine } from '../dynamodb-engine.ts';
import { ask, type Line, play, readStream } from './ask-engine.spec-kit.ts';
import { ONE_KEY, TABLE, TABLES } from './engine-case.spec-kit.ts';
import { ITEM_CASES } from './item-cases.spec-kit.ts';
import { KNOWN_DIFFERENCES } from './known-differences.spec-kit.ts';
import { QUERY_CASES } from './query-cases.spec-kit.ts';
import { STREAM_CASES } from './stream-cases.spec-kit.ts';
import { TRANSACTION_CASES } from './transaction-cases.spec-kit.ts';
import { WRITE_CASES } from './write-cases.spec-kit.ts';

/** Time that DynamoDB Local may take to delete an expired item; on AWS it is days. */
const EXPIRY_TIMEOUT_MS = 60_000;
const EXPIRY_INTERVAL_MS = 250;
const NAMES = ['dynoxide', 'dynamodb-local'] as const;
const CASES = [...WRITE_CASES, ...TRANSACTION_CASES, ...QUERY_CASES, ...ITEM_CASES, ...STREAM_CASES];
const missing = (await Promise.all(NAMES.map(missingEngine))).find((reason) => reason !== undefined);
const describeBoth = missing === undefined ? describe : describe.skip;

describeBoth(`The two DynamoDB engines${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let engines: readonly DynamodbEngine[] = [];
  /** For each engine the lines of each case: its answers, then the records of its stream. */
  const results: ReadonlyMap<string, readonly Line[]>[] = [];
  beforeAll(async () => {
    engines = await Promise.all(NAMES.map((engine) => startDynamodbEngine({ engine })));
    results.push(...(await Promise.all(engines.map(({ endpoint }) => playAll(endpoint)))));
  });
  afterAll(() => Promise.all(engines.map(({ stop }) => stop())));

  const differing = (name: string) => {
    const [one = [], other = []] = results.map((lines) => lines.get(name) ?? []);
    const places = [...(one.length > other.length ? one : other).keys()];
    const isOther = (place: number) => one[place]?.result !== other[place]?.result;
    const pick = (lines: readonly Line[]) =>
      places.filter(isOther).flatMap((place) => lines[place]?.result ?? []);
    return { dynoxide: pick(one), 'dynamodb-local': pick(other) };
  };

  const agreeing = CASES.filter(({ name }) => KNOWN_DIFFERENCES[name] === undefined);
  it.each(agreeing)('agree: $name', ({ name }) => {
    expect(results[0]?.get(name)).not.toHaveLength(0);
    expect(differing(name)).toEqual({ dynoxide: [], 'dynamodb-local': [] });
  });

  it.each(Object.keys(KNOWN_DIFFERENCES))('differ: %s', (name) => {
    expect(differing(name)).toMatchSnapshot();
  });

  it('differ in their messages only in the known cases', () => {
    const inWords = CASES.filter(({ name }) => {
      const [one = [], other = []] = results.map((lines) => lines.get(name) ?? []);
      return one.some(({ result, message }, place) => {
        return result === other[place]?.result && message !== other[place]?.message;
      });
    });
    expect(inWords.map(({ name }) => name)).toMatchSnapshot();
  });

  // On AWS the deletion may take days, during which the item is returned: our code checks the expiry time itself.
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
  it('differ: DynamoDB Local deletes an expired item, dynoxide keeps it', async () => {
    const TableName = 'fleeting';
    const key = { pk: { S: 'expired' } };
    const item = { ...key, expiresAt: { N: String(Math.floor(Date.now() / 1_000) - 60) } };
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    for (const { endpoint } of engines) {
      await ask(endpoint, ['CreateTable', { TableName, ...ONE_KEY }]);
      await ask(endpoint, ['UpdateTimeToLive', { TableName, TimeToLiveSpecification }]);
      await ask(endpoint, ['PutItem', { TableName, Item: item }]);
    }
    const get = async ({ endpoint }: DynamodbEngine) =>
      (await ask(endpoint, ['GetItem', { TableName, Key: key }])).Item;
    const [dynoxide, local] = engines as [DynamodbEngine, DynamodbEngine];
    for (let waitedMs = 0; (await get(local)) !== undefined; waitedMs += EXPIRY_INTERVAL_MS) {
      if (waitedMs > EXPIRY_TIMEOUT_MS) throw new Error('DynamoDB Local has not deleted the expired item');
      await sleep(EXPIRY_INTERVAL_MS);
    }
    expect(await get(dynoxide)).toEqual(item);
  });
});

async function playAll(endpoint: string): Promise<ReadonlyMap<string, readonly Line[]>> {
  for (const table of TABLES) await ask(endpoint, ['CreateTable', table]);
  const lines = new Map<string, readonly Line[]>();
  for (const each of CASES) lines.set(each.name, await play(endpoint, each));
  const streamed = await readStream(endpoint, TABLE);
  return new Map([...lines].map(([name, answers]) => [name, [...answers, ...(streamed.get(name) ?? [])]]));
}
