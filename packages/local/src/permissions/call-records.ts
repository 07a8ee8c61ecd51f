import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsCall } from '@tradepost/compiled-service/roles/aws-call';
import type { Holder } from '@tradepost/compiled-service/roles/role';

/** A call with its caller, and whether the role allowed it. */
export type RecordedCall = AwsCall & { readonly holder: Holder; readonly allowed: boolean };

export type RecordCall = (call: RecordedCall) => void;

const EXTENSION = '.jsonl';

/**
 * Creates a recorder that writes calls into a new file in `folder`: each distinct call once, at its first occurrence, so
 * that the records of a killed process are complete.
 */
export function createCallRecorder(folder: string): RecordCall {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${randomUUID()}${EXTENSION}`);
  const seen = new Set<string>();
  return ({ holder, action, resource, context, allowed }) => {
    const line = JSON.stringify({ holder, action, resource, context, allowed });
    if (seen.has(line)) return;
    seen.add(line);
    appendFileSync(file, `${line}\n`);
  };
}

/** Returns all distinct calls that processes wrote into `folder`; none if it does not exist. */
export function readCallRecords(folder: string): readonly RecordedCall[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '');
  return [...new Set(lines)].sort().map((line) => JSON.parse(line) as RecordedCall);
}
