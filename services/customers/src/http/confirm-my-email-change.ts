import { confirmMyEmailChange as route } from '@tradepost/contracts/customers/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { Accounts } from '../adapters/accounts.ts';
import type { EmailCodes } from '../adapters/email-codes.ts';
import { accounts, emailCodes, profileDeps } from '../deps.ts';
import { attemptsLeft, changeEmail, tryCode } from '../domain/change-email.ts';
import { after, type OwnProfileDeps, openOwnProfile } from './open-profile.ts';
import { toCustomer } from './show-profile.ts';

export const handler = http(route, (request) =>
  confirmMyEmailChange(request, { ...profileDeps(), emailCodes: emailCodes(), accounts: accounts() }),
);

/**
 * Changes the e-mail address of the account, then that of the profile. If the function ends in between, a repeat with the same code
 * completes the change.
 */
export async function confirmMyEmailChange(
  request: HttpRequest<typeof route>,
  dependencies: OwnProfileDeps & {
    readonly emailCodes: EmailCodes;
    readonly accounts: Pick<Accounts, 'setEmail'>;
  },
): Promise<HttpReply<typeof route>> {
  const { customers, seals, emailCodes: codes, accounts: pool } = dependencies;
  const profile = await openOwnProfile(request, dependencies);
  if ('rejection' in profile) return profile;
  const { customerId } = profile.owner;
  const codeHash = await codes.hash(customerId, request.body.code);
  const tried = await customers.execute(customerId, tryCode(codeHash), by(request));
  if ('rejection' in tried) return tried;
  if (tried.events.length > 0)
    return { rejection: { code: 'EMAIL_CODE_WRONG', attemptsLeft: attemptsLeft(tried.state) } };
  const { state } = after(profile, tried);
  if (state.emailChange !== undefined) {
    const { email = '' } = seals.openFields(profile.owner, { email: state.emailChange.email });
    const isSet = await pool.setEmail(request.caller.accountId, email);
    if (!isSet) return { rejection: { code: 'EMAIL_TAKEN' } };
  }
  const changed = await customers.execute(customerId, changeEmail(codeHash), by(request));
  if ('rejection' in changed) return changed;
  return { body: toCustomer(after(profile, changed), dependencies), version: changed.version };
}
