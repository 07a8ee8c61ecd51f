import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startChildEngine } from './child-engine.ts';
import { startDynamodbEngine } from './dynamodb-engine.ts';
import { superviseEngine } from './supervise-engine.ts';

const SLOW_MS = 60_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervised-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an engine that was killed', () => {
  it(
    'is restarted at the same address with its data',
    async () => {
      const lines: string[] = [];
      const restarted = Promise.withResolvers<void>();
      const engine = await startDynamodbEngine({
        dataDir: folder,
        log: (line) => {
          lines.push(line);
          restarted.resolve();
        },
      });
      const client = new DynamoDBClient({
        endpoint: engine.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        maxAttempts: 20,
      });
      const key = { id: { S: 'one' } };
      await client.send(
        new CreateTableCommand({
          TableName: 'things',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        }),
      );
      await client.send(new PutItemCommand({ TableName: 'things', Item: key }));
      process.kill(Number(readFileSync(join(folder, 'dynamodb', 'engine.pid'), 'utf8')), 'SIGKILL');
      await restarted.promise;
      const { Item } = await client.send(new GetItemCommand({ TableName: 'things', Key: key }));
      expect(Item).toEqual(key);
      expect(lines).toEqual([expect.stringMatching(/^DynamoDB \(.+\) has ended and is restarted/)]);
      client.destroy();
      await engine.stop();
      await engine.ended;
      expect(lines).toHaveLength(1);
    },
    SLOW_MS,
  );
});

describe('startDynamodbEngine', () => {
  it(
    'takes another port if a program has taken the first one in the meantime, even if that program answers',
    async () => {
      const other = createServer((_, response) => response.end('not DynamoDB'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port: taken } = other.address() as AddressInfo;
      const free = createServer();
      await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
      const { port } = free.address() as AddressInfo;
      free.close();
      const ports = [taken, taken, port];
      const engine = await startDynamodbEngine({
        engine: 'dynoxide',
        dataDir: folder,
        host: '127.0.0.1',
        findPort: async () => ports.shift() ?? 0,
      });
      await engine.stop();
      other.closeAllConnections();
      other.close();
      expect(engine.endpoint).toBe(`http://127.0.0.1:${port}`);
    },
    SLOW_MS,
  );
});

describe('superviseEngine', () => {
  it('gives up after 5 restarts in a row, and reports the reason', async () => {
    const lines: string[] = [];
    const engine = await superviseEngine({
      name: 'it',
      start: () =>
        startChildEngine({
          command: process.execPath,
          args: ['-e', 'console.log("no room left")'],
          pidFile: join(folder, 'engine.pid'),
        }),
      log: (line) => lines.push(line),
    });
    expect(await engine.ended).toBe('it ended 6 times in a row: no room left');
    expect(lines).toHaveLength(5);
    await engine.stop();
  });

  it('counts a failed restart, and stops while it waits for the next one', async () => {
    let starts = 0;
    const waiting = Promise.withResolvers<void>();
    const engine = await superviseEngine({
      name: 'it',
      start: async () => {
        starts += 1;
        if (starts > 1) throw new Error('its port is taken');
        return startChildEngine({ command: 'true', args: [], pidFile: join(folder, 'engine.pid') });
      },
      log: (line) => {
        if (line.endsWith('its port is taken')) waiting.resolve();
      },
    });
    await waiting.promise;
    await engine.stop();
    expect(await engine.ended).toBe('its port is taken');
    expect(starts).toBe(2);
  });
});
