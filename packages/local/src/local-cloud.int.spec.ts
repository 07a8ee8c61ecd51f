import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { APIGatewayClient, GetApiKeysCommand } from '@aws-sdk/client-api-gateway';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { fetchLocalToken } from './identity/fetch-token.ts';
import { type LocalCloud, startLocalCloud } from './local-cloud.ts';

const SLOW_MS = 90_000;
const PATIENCE_MS = 20_000;
const fixtures = fileURLToPath(new URL('../fixtures/services', import.meta.url));
const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const runCloud = fileURLToPath(new URL('../fixtures/run-cloud.ts', import.meta.url));

type Note = { readonly id: string; readonly status: string; readonly words: number };

const writeNote = (url: string, id: string): Promise<Response> =>
  fetch(`${url}/v1/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, text: 'one two three' }),
  });

async function readNote(url: string, id: string, until: (note: Note) => boolean): Promise<Note> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const note = (await (await fetch(`${url}/v1/notes/${id}`)).json()) as Note;
    if (until(note) || Date.now() > deadline) return note;
    await sleep(20);
  }
}

describe('a local cloud with two services', () => {
  let root: string;
  let cloud: LocalCloud;
  const lines: string[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'local-cloud-'));
    cpSync(fixtures, join(root, 'services'), { recursive: true });
    symlinkSync(modules, join(root, 'node_modules'));
    cloud = await startLocalCloud({
      servicesDir: join(root, 'services'),
      dataDir: join(root, 'data'),
      cacheDir: join(root, 'cache'),
      port: 0,
      users: [
        { pool: 'fixture-dev-staff', username: 'ann', groups: ['readers'] },
        { pool: 'fixture-dev-staff', username: 'bob' },
      ],
      log: (source, line) => lines.push(`${source}: ${line}`),
    });
  }, SLOW_MS);
  afterAll(async () => {
    await cloud.stop();
    rmSync(root, { recursive: true });
  });
  const client = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

  it(
    'processes a request through table, stream, rule, queue, workflow and topic',
    async () => {
      const response = await writeNote(cloud.url, 'note-1');
      expect(response.status).toBe(201);
      expect(response.headers.get('location')).toBe('/v1/notes/note-1');
      expect(await readNote(cloud.url, 'note-1', ({ status }) => status === 'done')).toEqual({
        id: 'note-1',
        status: 'done',
        words: 3,
      });
      // Uses the shared address of all AWS APIs.
      const sqs = new SQSClient({ ...client, endpoint: cloud.awsEndpoint });
      const QueueUrl = `${cloud.awsEndpoint}/000000000000/fixture-dev-audit`;
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }));
      expect(Messages.map(({ Body }) => Body)).toEqual(['note-1']);
      sqs.destroy();
      expect(lines).toContain('notes: wrote note-1');
    },
    SLOW_MS,
  );

  it('serves REST and HTTP APIs on one port', async () => {
    const word = await (await fetch(`${cloud.url}/v1/words/hello`)).json();
    expect(word).toEqual({ word: 'hello', greeting: 'first', functionName: 'fixture-hub-dev-getWord' });
    const preflight = await fetch(`${cloud.url}/v1/notes`, {
      method: 'OPTIONS',
      headers: { origin: 'https://x.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  });

  it('requires the API key of a usage plan, within its quota', async () => {
    const apiGateway = new APIGatewayClient({ ...client, endpoint: cloud.awsEndpoint });
    const { items = [] } = await apiGateway.send(new GetApiKeysCommand({ includeValues: true }));
    apiGateway.destroy();
    const key = items.find(({ name }) => name === 'partner')?.value ?? '';
    const call = async (headers: Record<string, string>) => {
      const response = await fetch(`${cloud.url}/v1/counted`, { headers });
      return [response.status, await response.text()];
    };
    expect(await call({})).toEqual([403, '{"message":"Forbidden"}']);
    expect(await call({ 'x-api-key': key })).toEqual([200, 'other']);
    expect(await call({ 'x-api-key': key })).toEqual([200, 'other']);
    expect(await call({ 'x-api-key': key })).toEqual([429, '{"message":"Limit Exceeded"}']);
  });

  it('issues tokens that the pre-token trigger has decided on, and its authorizers accept them', async () => {
    const tokenOf = (username: string) =>
      fetchLocalToken(cloud.url, { pool: 'fixture-dev-staff', username }).then(({ token }) => token);
    const call = async (headers: Record<string, string>) => {
      const response = await fetch(`${cloud.url}/v1/who-am-i`, { headers });
      return [response.status, await response.json()];
    };
    expect(await call({})).toEqual([401, { message: 'Unauthorized' }]);
    expect(await call({ authorization: `Bearer ${await tokenOf('bob')}` })).toEqual([
      403,
      { message: 'Forbidden' },
    ]);
    expect(await call({ authorization: `Bearer ${await tokenOf('ann')}` })).toEqual([
      200,
      { username: 'ann', desk: 'front' },
    ]);
  });

  it('gives each function its own environment, even while others run', async () => {
    const words = Array.from({ length: 20 }, async (_, index) => {
      const [word] = await Promise.all([
        fetch(`${cloud.url}/v1/words/${index}`),
        fetch(`${cloud.url}/v1/other`),
      ]);
      return ((await word.json()) as { functionName: string }).functionName;
    });
    expect(new Set(await Promise.all(words))).toEqual(new Set(['fixture-hub-dev-getWord']));
  });

  it('hides an error from the caller and logs its position in the source', async () => {
    const response = await fetch(`${cloud.url}/v1/failing/now`);
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(lines.join('\n')).toMatch(
      /notes: RangeError: it does not work\nnotes: +at handler \(.+\/src\/failing\.ts:\d+:\d+\)/,
    );
    const slow = await fetch(`${cloud.url}/v1/failing/slowly`);
    expect(slow.status).toBe(500);
  });

  it("returns the function's error from Lambda's Invoke", async () => {
    const lambda = new LambdaClient({ ...client, endpoint: cloud.awsEndpoint });
    const FunctionName = 'fixture-notes-dev-failingNote';
    const invoke = async (how: string) => {
      const Payload = JSON.stringify({ pathParameters: { how } });
      const { FunctionError, Payload: answer } = await lambda.send(
        new InvokeCommand({ FunctionName, Payload }),
      );
      return { FunctionError, ...(JSON.parse(Buffer.from(answer ?? []).toString()) as object) };
    };
    expect(await invoke('now')).toMatchObject({
      FunctionError: 'Unhandled',
      errorType: 'RangeError',
      errorMessage: 'it does not work',
    });
    expect(await invoke('slowly')).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 1.00 seconds',
    });
    lambda.destroy();
  });

  it.each(['for-good', 'unhandled'])(
    'restarts functions that end their thread: %s',
    async (how) => {
      const response = await fetch(`${cloud.url}/v1/failing/${how}`);
      expect(response.status).toBe(500);
      expect((await writeNote(cloud.url, `after-${how}`)).status).toBe(201);
      expect(await readNote(cloud.url, `after-${how}`, ({ status }) => status === 'done')).toMatchObject({
        status: 'done',
      });
    },
    SLOW_MS,
  );

  it(
    'reloads a changed source without failing requests',
    async () => {
      const source = join(root, 'services/hub/src/greeting.ts');
      const statuses: number[] = [];
      const greeting = async (): Promise<string> => {
        const response = await fetch(`${cloud.url}/v1/words/x`);
        statuses.push(response.status);
        return ((await response.json()) as { greeting: string }).greeting;
      };
      const change = async (text: string, until: () => Promise<boolean>): Promise<void> => {
        writeFileSync(source, text);
        const deadline = Date.now() + PATIENCE_MS;
        while (!(await until()) && Date.now() < deadline) await sleep(5);
      };
      await change("export const greeting = 'second';", async () => (await greeting()) === 'second');
      expect(await greeting()).toBe('second');

      lines.length = 0;
      await change("export const greeting = 'bro", async () =>
        lines.some((line) => line.includes('keeps its old functions')),
      );
      expect(lines.join('\n')).toContain('src/greeting.ts:1:');
      expect(await greeting()).toBe('second');
      expect(new Set(statuses)).toEqual(new Set([200]));
    },
    SLOW_MS,
  );

  it('refuses a second local cloud on its data', async () => {
    const options = { servicesDir: join(root, 'services'), dataDir: join(root, 'data'), port: 0 };
    await expect(startLocalCloud(options)).rejects.toThrow(`process ${process.pid}`);
  });
});

describe('a killed local cloud', () => {
  let root: string;
  let child: ChildProcess | undefined;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  });
  afterAll(() => {
    child?.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    child = spawn(process.execPath, [runCloud, fixtures, root], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout as Readable, 'data');
    return (JSON.parse(readFileSync(join(root, 'cloud.json'), 'utf8')) as { url: string }).url;
  }

  it(
    'finishes all accepted work after the next start, and then exits with 0 on SIGTERM',
    async () => {
      let url = await start();
      await writeNote(url, 'warm');
      await readNote(url, 'warm', ({ status }) => status === 'done');
      const accepted: string[] = [];
      const writing = Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          const response = await writeNote(url, `note-${index}`).catch(() => undefined);
          if (response?.status === 201) accepted.push(`note-${index}`);
          if (accepted.length === 30) child?.kill('SIGKILL');
        }),
      );
      await once(child as ChildProcess, 'exit');
      await writing;

      url = await start();
      const notes = await Promise.all(
        accepted.map((id) => readNote(url, id, ({ status }) => status === 'done')),
      );
      expect(accepted.length).toBeGreaterThanOrEqual(30);
      expect(notes.filter(({ status, words }) => status !== 'done' || words !== 3)).toEqual([]);

      child?.kill('SIGTERM');
      expect(await once(child as ChildProcess, 'exit')).toEqual([0, null]);
    },
    SLOW_MS,
  );
});
