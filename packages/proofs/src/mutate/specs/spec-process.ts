import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadFresh } from './fresh-modules.ts';
import type { SpecRequest, SpecResponse } from './spec-messages.ts';

// Runs specs of a copy, one after the other, in plain Node.js, by the part of jest-light-runner that Jest itself would run in its
// process. It is started in the copy. Starting Jest for each change would take longer than most specs.

type Runner = {
  readonly setWorkerData: (data: unknown) => void;
  readonly default: (path: string) => Promise<{
    readonly numFailingTests: number;
    readonly testResults: readonly {
      readonly status: string;
      readonly fullName?: string;
      readonly title: string;
    }[];
  }>;
};

const root = process.cwd();
const { readFileSync } = fs;
let reached = new Set<string>();
Object.assign(globalThis, { __reached: (place: string) => reached.add(place) });
noteTemplates();
const begin = loadFresh(root);
const runner = (await import(
  pathToFileURL(join(root, 'node_modules/jest-light-runner/src/worker-runner.js')).href
)) as Runner;
runner.setWorkerData({
  runtime: 'main_thread',
  globalConfig: { testNamePattern: null, expand: false, updateSnapshot: 'none' },
  projectConfig: {
    rootDir: root,
    setupFiles: [],
    setupFilesAfterEnv: [join(import.meta.dirname, 'limit-tests.ts')],
    snapshotSerializers: [],
    transform: [],
    transformIgnorePatterns: [],
    snapshotFormat: {},
    slowTestThreshold: Number.MAX_SAFE_INTEGER,
  },
});
const environment = { ...process.env };

process.on('message', (request: SpecRequest) => void answer(request));
send({ kind: 'ready' });

async function answer({ spec }: SpecRequest): Promise<void> {
  begin();
  reached = new Set();
  const startedAtMs = performance.now();
  const failed = await run(join(root, spec));
  restore();
  send({
    kind: 'done',
    ...(failed === undefined ? {} : { failed }),
    reached: [...reached],
    ms: Math.round(performance.now() - startedAtMs),
    residentBytes: process.memoryUsage.rss(),
  });
}

/** Returns the first failed test. */
async function run(path: string): Promise<string | undefined> {
  try {
    const { numFailingTests, testResults } = await runner.default(path);
    if (numFailingTests === 0) return undefined;
    const first = testResults.find(({ status }) => status === 'failed');
    return first?.fullName ?? first?.title ?? 'a hook';
  } catch (error) {
    return `the file does not load: ${String(error).slice(0, 300)}`;
  }
}

/** Undoes what a spec that failed half-way has left. */
function restore(): void {
  const { jest } = globalThis as unknown as {
    readonly jest: { readonly restoreAllMocks: () => void; readonly useRealTimers: () => void };
  };
  jest.restoreAllMocks();
  jest.useRealTimers();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(root);
}

/** Notes the services whose templates are read, as `templates:services/orders`. */
function noteTemplates(): void {
  fs.readFileSync = ((...args: Parameters<typeof readFileSync>) => {
    const path = String(args[0]);
    const service =
      /\/packaged-services\/([a-z]+)-/.exec(path)?.[1] ?? /\/services\/([a-z]+)\/.*\.yml$/.exec(path)?.[1];
    if (service !== undefined) reached.add(`templates:services/${service}`);
    return readFileSync(...args);
  }) as typeof readFileSync;
  syncBuiltinESMExports();
}

function send(response: SpecResponse): void {
  process.send?.(response);
}
