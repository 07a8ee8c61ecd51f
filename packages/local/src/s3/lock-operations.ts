import { readContent } from './content.ts';
import { checkChange, isOn, requireLock, toRetention } from './object-lock.ts';
import { foundVersion } from './object-operations.ts';
import { parseXml, textIn } from './read-xml.ts';
import { S3Error } from './s3-error.ts';
import { type S3Call, type S3Operations, type S3Parts, xmlResponse } from './s3-operation.ts';
import type { XmlContent } from './xml.ts';

/** Creates the operations for the retention and the legal hold of versions. */
export function lockOperations({ objects }: S3Parts): S3Operations {
  const versionOf = ({ request, bucket }: S3Call) => {
    requireLock(bucket);
    return foundVersion(objects, bucket, request);
  };
  return {
    GetObjectRetention: (call) => {
      const { retention } = versionOf(call).lock;
      return found(
        'Retention',
        retention && { Mode: retention.mode, RetainUntilDate: new Date(retention.untilMs).toISOString() },
      );
    },
    PutObjectRetention: (call) => {
      const { request, body, nowMs } = call;
      const version = versionOf(call);
      const root = parseXml(readContent(request.headers, body).bytes, 'Retention');
      const [mode, until] = [textIn(root, 'Mode'), textIn(root, 'RetainUntilDate')];
      // Without both, the retention is removed.
      const wanted = mode === undefined && until === undefined ? undefined : toRetention(mode, until, nowMs);
      const bypass = request.headers['x-amz-bypass-governance-retention'] === 'true';
      checkChange(version.lock.retention, wanted, bypass, nowMs);
      const { legalHold } = version.lock;
      objects.setLock(version, { legalHold, ...(wanted && { retention: wanted }) });
      return { status: 200, headers: {} };
    },
    GetObjectLegalHold: (call) =>
      found('LegalHold', { Status: versionOf(call).lock.legalHold ? 'ON' : 'OFF' }),
    PutObjectLegalHold: (call) => {
      const version = versionOf(call);
      const root = parseXml(readContent(call.request.headers, call.body).bytes, 'LegalHold');
      objects.setLock(version, { ...version.lock, legalHold: isOn(textIn(root, 'Status') ?? '') });
      return { status: 200, headers: {} };
    },
  };
}

function found(root: string, content: XmlContent) {
  if (content !== undefined) return xmlResponse(root, content);
  throw new S3Error(
    'NoSuchObjectLockConfiguration',
    'The specified object does not have a ObjectLock configuration',
    404,
  );
}
