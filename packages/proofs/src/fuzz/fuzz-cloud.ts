import { join } from 'node:path';
import type { Progress } from '@tradepost/command-line/progress';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import type { CloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { auditPlatform } from './audit-platform.ts';
import { createJudge } from './judge.ts';
import { readOperations } from './operations.ts';
import { type FuzzFailure, type FuzzReport, runFuzz } from './run-fuzz.ts';
import { createSender } from './send.ts';
import { stockShop } from './stock-shop.ts';
import { toCurl } from './to-curl.ts';

export type FuzzCloudConfig = {
  readonly cloud: Pick<CloudProcess, 'url'>;
  readonly dataDir: string;
  readonly seed: number;
  readonly cases: number;
  readonly operation?: string | undefined;
  readonly progress: Progress;
};

export type FuzzOutcome = FuzzReport & {
  /** Problems of the platform after the requests. */
  readonly problems: readonly string[];
};

/** Long bodies of failing requests, for curl. */
const BODIES = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache', 'fuzz');

/**
 * Fuzzes a running local cloud, and then audits it.
 *
 * @throws Error if there is no operation of the name
 */
export async function fuzzCloud(config: FuzzCloudConfig): Promise<FuzzOutcome> {
  const { cloud, dataDir, seed, cases, operation, progress } = config;
  const document = toOpenApi(await loadRegistry());
  const all = readOperations(document);
  const operations = all.filter(({ id }) => operation === undefined || id === operation);
  if (operations.length === 0) {
    throw new Error(`there is no operation ${operation}: there are ${all.map(({ id }) => id).join(', ')}`);
  }
  const known = await stockShop(cloud.url);
  const sender = createSender(cloud.url);
  progress.begin('fuzzing', operations.length * cases, 'requests');
  try {
    const report = await runFuzz({
      ...{ operations, known, seed, cases },
      send: sender.send,
      judge: createJudge(document, all),
      onCase: () => progress.advance(),
    });
    progress.end();
    return { ...report, problems: await auditPlatform(cloud.url, dataDir) };
  } finally {
    sender.close();
  }
}

/** Describes all failures, each with a curl line that repeats it; empty if there are none. */
export function describeOutcome({ failures, problems }: FuzzOutcome, url: string): string {
  return [...failures.map((failure) => describeFailure(failure, url)), ...problems].join('\n\n');
}

function describeFailure({ operation, request, answer, faults }: FuzzFailure, url: string): string {
  const curl = toCurl(request, { url, name: operation.id, folder: BODIES });
  const answered = answer === undefined ? [] : [`  → ${answer.status} ${answer.text}`];
  return [`${operation.id}: ${faults.join('; ')}`, `  ${curl}`, ...answered].join('\n');
}
