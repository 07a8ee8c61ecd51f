import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { poll } from '@tradepost/command-line/poll';
import { readCloudFile } from '@tradepost/local/cloud-file';
import { residentBytesOf } from '@tradepost/testing/cloud/process-tree';

const LOCAL = join(import.meta.dirname, '..', '..', '..', 'local');
const FIXTURES = join(LOCAL, 'fixtures', 'services');
const FEW = 1;
const MANY = 6;
const WITHIN = { withinMs: 120_000, firstPauseMs: 50, longestPauseMs: 500 };
/** Work that a start leaves, and garbage. */
const SETTLE_MS = 5_000;

/** Resident memory in bytes. */
export type ServiceMemory = {
  /** Before any function has run. */
  readonly ready: number;
  /** After a note has passed through all of its functions. */
  readonly used: number;
};

/**
 * Compares a local cloud with one copy of the fixture service `notes` with a local cloud with six copies.
 *
 * @param workDir existing folder for the services and their data
 * @returns memory per further service
 */
export async function memoryPerService(workDir: string): Promise<ServiceMemory> {
  const few = await memoryWith(FEW, join(workDir, 'few'));
  const many = await memoryWith(MANY, join(workDir, 'many'));
  const perService = (name: keyof ServiceMemory) => (many[name] - few[name]) / (MANY - FEW);
  return { ready: perService('ready'), used: perService('used') };
}

async function memoryWith(copies: number, root: string): Promise<ServiceMemory> {
  const [services, data] = [join(root, 'services'), join(root, 'data')];
  await cp(join(FIXTURES, 'hub'), join(services, 'hub'), { recursive: true });
  await cp(join(FIXTURES, 'esbuild.yml'), join(services, 'esbuild.yml'));
  await symlink(join(LOCAL, 'node_modules'), join(root, 'node_modules'));
  const numbers = Array.from({ length: copies }, (_, index) => index + 1);
  for (const number of numbers) await copyNotes(join(services, `notes${number}`), number);
  const program = join(LOCAL, 'fixtures', 'run-cloud.ts');
  const child = spawn(process.execPath, [program, services, data], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const url = await poll(async () => (child.exitCode === null ? urlOf(data) : ''), WITHIN);
    if (!url) throw new Error(`a local cloud with ${copies} copies of the fixture service does not start`);
    const ready = await bytesAtRest(child.pid);
    for (const number of numbers) await processNote(`${url}/v1/notes${number}`);
    return { ready, used: await bytesAtRest(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function bytesAtRest(pid = 0): Promise<number> {
  await sleep(SETTLE_MS);
  return residentBytesOf(pid);
}

/** Copies the fixture service with other names, paths and events. */
async function copyNotes(folder: string, number: number): Promise<void> {
  await mkdir(join(folder, 'src'), { recursive: true });
  for (const name of await readdir(join(FIXTURES, 'notes'), { recursive: true })) {
    if (!/\.(ts|yml)$/.test(name)) continue;
    const text = await readFile(join(FIXTURES, 'notes', name), 'utf8');
    const copied = text
      // Without the names of the service `hub`, which all copies use.
      .replaceAll(/(fixture-\$\{sls:stage\}-)(?!words|hub)/g, `$1${number}-`)
      .replaceAll(/(fixture[-.]notes|\/v1\/(?:notes|failing))/g, `$1${number}`);
    await writeFile(join(folder, name), copied);
  }
}

/** Returns the address of a cloud that is ready; undefined before. */
async function urlOf(dataDir: string): Promise<string | undefined> {
  try {
    const { url } = readCloudFile(dataDir);
    return (await fetch(`${url}/_local/health`)).ok ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A note passes through table, stream, rule, queue, workflow and topic. */
async function processNote(url: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ id: 'one', text: 'one two three' }) });
  const isDone = async () => {
    const { status } = (await (await fetch(`${url}/one`)).json()) as { status?: string };
    return status === 'done' || undefined;
  };
  if (!(await poll(isDone, WITHIN))) throw new Error(`the note of ${url} is not done`);
}
