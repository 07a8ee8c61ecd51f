import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createLocalTokens } from '@tradepost/cli/api/local-tokens';
import type { Progress } from '@tradepost/command-line/progress';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import type { CloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { auditPlatform } from './audit-platform.ts';
import { createJudge } from './judge.ts';
import { readOperations } from './operations.ts';
import { LIMITED_CALLERS } from './request.ts';
import { type FuzzFailure, type FuzzReport, runFuzz } from './run-fuzz.ts';
import { type CallerTokens, createSender, toBytes, withRecentSignIn, withToken } from './send.ts';
import { CUSTOMER, stockShop } from './stock-shop.ts';

/** Characters of a request in the report; its file has all. */
const MAX_LINE = 1_000;

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

/** Failing requests. */
const REQUESTS = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache', 'fuzz');

/**
 * Fuzzes a running local cloud, and then audits it.
 *
 * @throws Error if there is no operation of the name
 */
export async function fuzzCloud(config: FuzzCloudConfig): Promise<FuzzOutcome> {
  const { cloud, dataDir, seed, cases, operation, progress } = config;
  const registry = await loadRegistry();
  const document = toOpenApi(registry);
  const all = readOperations(document, registry, await stockShop(cloud.url));
  const operations = all.filter(({ id }) => operation === undefined || id === operation);
  if (operations.length === 0) {
    throw new Error(`there is no operation ${operation}: there are ${all.map(({ id }) => id).join(', ')}`);
  }
  const limited = LIMITED_CALLERS.map((name) => [name, createLocalTokens(cloud.url, { name })] as const);
  const tokens: CallerTokens = {
    ...(Object.fromEntries(limited) as Pick<CallerTokens, (typeof LIMITED_CALLERS)[number]>),
    staff: withRecentSignIn(createLocalTokens(cloud.url)),
    customer: createLocalTokens(cloud.url, { name: CUSTOMER }),
  };
  const sender = createSender(cloud.url, tokens);
  progress.begin('fuzzing', operations.length * cases, 'requests');
  try {
    const report = await runFuzz({
      ...{ operations, seed, cases },
      send: sender.send,
      judge: createJudge(document, all),
      onCase: () => progress.advance(),
    });
    progress.end();
    // A file that repeats a request needs its token.
    const failures = await Promise.all(
      report.failures.map(async (each) => ({ ...each, request: await withToken(each.request, tokens) })),
    );
    return { ...report, failures, problems: await auditPlatform(cloud.url, dataDir) };
  } finally {
    sender.close();
  }
}

/** Describes all failures, each with a command that repeats it; empty if there are none. */
export function describeOutcome({ failures, problems }: FuzzOutcome, url: string): string {
  return [...failures.map((failure) => describeFailure(failure, url)), ...problems].join('\n\n');
}

function describeFailure({ operation, request, answer, faults }: FuzzFailure, url: string): string {
  const { host, hostname, port } = new URL(url);
  const file = join(REQUESTS, `${operation.id}.http`);
  mkdirSync(REQUESTS, { recursive: true });
  writeFileSync(file, toBytes(request, host));
  const answered = answer === undefined ? [] : [`  → ${answer.status} ${answer.text}`];
  const { method, target, body = '' } = request;
  return [
    `${operation.id}: ${faults.join('; ')}`,
    `  ${method} ${target} ${body.toString()}`.slice(0, MAX_LINE),
    ...answered,
    `  to repeat: nc ${hostname} ${port} < ${relative('', file)}`,
  ].join('\n');
}
