import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsCall } from './aws-call.ts';
import type { Holder } from './role.ts';

/** A call that somebody made, and whether the role allowed it. */
export type RecordedCall = AwsCall & { readonly holder: Holder; readonly allowed: boolean };

export type RecordCall = (call: RecordedCall) => void;

const EXTENSION = '.jsonl';

/**
 * Makes what writes calls into a file of its own in `folder`: each different call once, at the moment of its first,
 * so that a process that is killed leaves what it knew.
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

/** All different calls that processes wrote into `folder`; none where it is not there. */
export function readCallRecords(folder: string): readonly RecordedCall[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '');
  return [...new Set(lines)].sort().map((line) => JSON.parse(line) as RecordedCall);
}
