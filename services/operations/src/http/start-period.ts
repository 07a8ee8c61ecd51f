import type { Replay } from '@tradepost/contracts/operations/model';
import type { Deps } from '../deps.ts';
import { toReplay } from '../domain/replay.ts';
import type { StoredReplay } from '../domain/stored-replay.ts';

type Started<Proof> =
  | { readonly body: Replay; readonly recorded: Proof }
  | { readonly rejection: { readonly code: 'TOO_MANY_REPLAYS' | 'UNKNOWN_CONSUMER' } };

/**
 * Has EventBridge replay the period of a stored replay. A repeated call returns the replay of the first.
 *
 * @param recorded proof that the request or the approval is in the audit log
 */
export async function startPeriod<Proof>(
  replay: StoredReplay,
  recorded: Proof,
  { eventBridge, nowMs }: Pick<Deps, 'eventBridge' | 'nowMs'>,
): Promise<Started<Proof>> {
  const { id, consumer, from = '', to = '' } = replay;
  const rule = await eventBridge.findRule(consumer);
  if (rule === undefined) return { rejection: { code: 'UNKNOWN_CONSUMER' } };
  const started = await eventBridge.startReplay({ id, ruleArn: rule.arn, from, to });
  if (started === 'tooMany') return { rejection: { code: 'TOO_MANY_REPLAYS' } };
  return { body: toReplay(replay, await eventBridge.describeReplay(id), nowMs()), recorded };
}
