import type { Recorded } from '@tradepost/contracts/audit/acts';
import { LINK_MINUTES } from '@tradepost/contracts/privacy/model';
import type { ExportFormat } from '../adapters/exports.ts';
import type { LinkDeps } from '../deps.ts';
import type { StoredPrivacyRequest } from '../domain/privacy-request.ts';

type Link = {
  readonly body: { readonly url: string; readonly expiresAt: string };
  readonly recorded: Recorded<'ExportDownloaded'>;
};
type NoLink = { readonly rejection: { readonly code: 'EXPORT_NOT_READY' | 'EXPORT_NO_LONGER_AVAILABLE' } };

/** Makes a link to a complete export, and records that before. */
export async function makeLink(
  { id, kind, status, availableUntil = '' }: StoredPrivacyRequest,
  format: ExportFormat,
  by: { readonly actor: string; readonly correlationId: string },
  { audit, exports, nowMs }: LinkDeps,
): Promise<Link | NoLink> {
  if (kind !== 'export' || status !== 'completed') return { rejection: { code: 'EXPORT_NOT_READY' } };
  if (Date.parse(availableUntil) <= nowMs()) return { rejection: { code: 'EXPORT_NO_LONGER_AVAILABLE' } };
  const recorded = await audit.record({
    act: 'ExportDownloaded',
    target: `privacy-requests/${id}`,
    after: { format },
    ...by,
  });
  const expiresAt = new Date(nowMs() + LINK_MINUTES * 60_000).toISOString();
  return { body: { url: await exports.link(id, format, LINK_MINUTES * 60), expiresAt }, recorded };
}
