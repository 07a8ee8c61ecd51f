import type { AnsweredWebhook } from '../world/provider-webhooks.ts';
import type { Violation } from './violation.ts';

const SIGNATURE_INVALID = 401;

/**
 * A forged webhook is refused for its signature, whatever goes wrong; and where nothing does, the provider's own are
 * taken.
 */
export function checkWebhooks(webhooks: readonly AnsweredWebhook[], isQuiet: boolean): readonly Violation[] {
  return webhooks.flatMap(({ forgery, about, status }) => {
    const what = `${about} was answered ${status}`;
    if (forgery !== undefined && status !== SIGNATURE_INVALID)
      return [{ invariant: 'nobody believes a forged webhook', what }];
    if (forgery === undefined && isQuiet && status !== 200)
      return [{ invariant: 'what the provider tells is taken', what }];
    return [];
  });
}
