import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { toArchivedEvent } from '@tradepost/contracts/archived-event';
import { putIfAbsent } from '@tradepost/dynamodb/put-if-absent';
import { type AuditEntry, toAuditEvent } from '../domain/audit-entry.ts';

/**
 * The audit log of the actions of operators. Its entries are events that are not published, in the form of the event
 * archive, and are never deleted: `GET /v1/events?subject=dead-letters`, `replays` or `republications`.
 */
export type AuditTable = {
  /**
   * Records an action before it is carried out, so that no action is unrecorded. A repeated request for a replay is the
   * same entry, and the first record stays.
   *
   * @throws if the action cannot be recorded
   */
  readonly record: (entry: AuditEntry) => Promise<void>;
};

export function createAuditTable({
  client,
  tableName,
  nowMs,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly nowMs: () => number;
}): AuditTable {
  return {
    record: async (entry) => {
      await putIfAbsent(client, tableName, toArchivedEvent(toAuditEvent(entry, nowMs())));
    },
  };
}
