import type { AuditLog } from '@tradepost/audit/audit-log';
import { requestMyEmailChange as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { EmailCodes } from '../adapters/email-codes.ts';
import { audit, type Deps, emailCodes, profileDeps } from '../deps.ts';
import { CODE_LIFETIME_MS, requestEmailChange } from '../domain/change-email.ts';
import { type OwnProfileDeps, openOwnProfile } from './open-profile.ts';

export const handler = http(route, (request) =>
  requestMyEmailChange(request, { ...profileDeps(), emailCodes: emailCodes(), audit: audit() }),
);

/**
 * Requests a change of the e-mail address. The response is the same if another account has the address: only who receives e-mails there
 * gets to know it.
 */
export async function requestMyEmailChange(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps &
    Pick<Deps, 'now'> & { readonly emailCodes: EmailCodes; readonly audit: AuditLog },
): Promise<HttpReply<typeof route>> {
  const { email } = request.body;
  const { customers, seals, hashEmail, emailCodes: codes, now } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { owner } = profile;
  const { caller, correlationId } = request;
  const recorded = await dependencies.audit.record({
    ...{
      act: 'EmailChangeRequested',
      actor: caller.id,
      target: `customers/${owner.customerId}`,
      correlationId,
    },
  });
  const code = codes.create();
  const expiresAt = new Date(Date.parse(now()) + CODE_LIFETIME_MS).toISOString();
  const command = requestEmailChange({
    email: seals.sealFields(owner, { email }).email ?? '',
    emailHash: await hashEmail(email),
    codeHash: await codes.hash(owner.customerId, code),
    expiresAt,
    sealed: seals.sealEmailChange(owner, { email, code }),
  });
  const result = await customers.execute(owner.customerId, command, by(request));
  return 'rejection' in result ? result : { body: { accepted: true, expiresAt }, recorded };
}
