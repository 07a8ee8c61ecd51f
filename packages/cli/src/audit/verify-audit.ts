import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isSignedBy, readPublicKey } from '@tradepost/audit/anchor-key';
import { FAULTS, type Fault } from '@tradepost/audit/verify/fault';
import { type Verification, verifyLog } from '@tradepost/audit/verify/verify-log';
import { createProgress, formatNumber } from '@tradepost/command-line/progress';
import type { AwsOptions } from '../api/aws-target.ts';
import { connectLog } from './connect-log.ts';

export type VerifyOptions = AwsOptions & {
  /** Files of public keys in PEM: a stage that was deployed again has had another key before. */
  readonly publicKey?: readonly string[] | undefined;
};

/** Verifies the audit log of the local cloud or of a stage; prints each fault, and a summary. Returns the exit code. */
export async function verifyAudit(options: VerifyOptions): Promise<number> {
  const connection = await connectLog(options);
  const { log, stage, kms, keyId, nowMs } = connection;
  const progress = createProgress(process.stderr);
  try {
    const keys = await readKeys(options.publicKey, () => readPublicKey(kms, keyId));
    progress.begin('verifying', connection.estimatedEntries, 'entries');
    let done = 0;
    const result = await verifyLog(log, {
      ...{
        stage,
        nowMs,
        isSigned: (text: string, signature: string) => keys.some((key) => isSignedBy(key, text, signature)),
      },
      onFault: (fault) => console.log(describeFault(fault)),
      onProgress: (entries) => {
        progress.advance(entries - done);
        done = entries;
      },
    });
    progress.end();
    console.log(describeResult(result));
    return result.faults === 0 ? 0 : 1;
  } finally {
    connection.close();
  }
}

async function readKeys(
  files: readonly string[] | undefined,
  fromKms: () => Promise<KeyObject>,
): Promise<readonly KeyObject[]> {
  if (files === undefined) return [await fromKms()];
  return Promise.all(files.map(async (file) => createPublicKey(await readFile(file))));
}

/** Returns text such as `entry-missing  prod/2026-11-30/3 4: an entry before this place is missing`. */
function describeFault({ kind, place, seq }: Fault): string {
  return `${kind}  ${place}${seq === undefined ? '' : ` ${seq}`}: ${FAULTS[kind]}`;
}

function describeResult({ faults, entries, chains, anchors, lastAnchorAt }: Verification): string {
  const read = `${formatNumber(entries)} entries of ${formatNumber(chains)} chains, ${formatNumber(anchors)} anchors`;
  const bound = lastAnchorAt === undefined ? 'There is no anchor.' : `The last anchor is of ${lastAnchorAt}.`;
  return `${read}. ${bound} ${faults === 0 ? 'The audit log is intact.' : `${formatNumber(faults)} faults.`}`;
}
