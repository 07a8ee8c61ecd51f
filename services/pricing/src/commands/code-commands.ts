import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import {
  type HoldCodes,
  type HoldCodesReply,
  holdCodes as holdCodesContract,
  type ReleaseCodes,
  type ReleaseCodesReply,
  releaseCodes as releaseCodesContract,
  type UseCodes,
  type UseCodesReply,
  useCodes as useCodesContract,
} from '@tradepost/contracts/pricing/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import { normalizeCode } from '@tradepost/quote/promotion';
import { type Deps, deadLetterQueues, deps } from '../deps.ts';
import { hold, release, use } from '../domain/code-use.ts';
import { customerDigest } from './customer-digest.ts';

export const handler = codeCommands(deps);

/** Creates the handler of the service's command function. */
export function codeCommands(getDeps: () => Pick<Deps, 'codeUses'>) {
  return commands(deadLetterQueues.commands, [
    commandHandler(holdCodesContract, (command) => holdCodes(command, getDeps())),
    commandHandler(useCodesContract, (command) => useCodes(command, getDeps())),
    commandHandler(releaseCodesContract, (command) => releaseCodes(command, getDeps())),
  ]);
}

/** Holds all codes of an order and its parts of budgets, or none. */
export async function holdCodes(
  message: CloudEvent<HoldCodes>,
  { codeUses }: Pick<Deps, 'codeUses'>,
): Promise<HoldCodesReply> {
  const { orderId, codes, customerKey, budgets = [] } = message.data;
  const texts = [...new Set(codes.map(normalizeCode))];
  const customer = customerDigest(customerKey);
  const result = await codeUses.execute(
    orderId,
    async () => {
      const [facts, ofBudgets] = await Promise.all([
        codeUses.factsOf(texts, customer),
        codeUses.budgetFactsOf(budgets),
      ]);
      return hold(orderId, facts, customer, ofBudgets);
    },
    by(message),
  );
  if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
  const { state } = result;
  const held = 'codes' in state ? state.codes : [];
  return {
    outcome: 'accepted',
    orderId,
    codes: held.map(({ code, promotionIds }) => ({ code, promotionIds })),
  };
}

/** The codes and parts of budgets of a confirmed order are used. */
export async function useCodes(
  message: CloudEvent<UseCodes>,
  { codeUses }: Pick<Deps, 'codeUses'>,
): Promise<UseCodesReply> {
  const { orderId } = message.data;
  await codeUses.execute(orderId, async () => use(), by(message));
  return { outcome: 'accepted', orderId };
}

/** Releases the codes and parts of budgets of an order that was rejected or cancelled. If it holds none, it cannot hold any later. */
export async function releaseCodes(
  message: CloudEvent<ReleaseCodes>,
  { codeUses }: Pick<Deps, 'codeUses'>,
): Promise<ReleaseCodesReply> {
  const { orderId } = message.data;
  await codeUses.execute(orderId, async () => release(), by(message));
  return { outcome: 'accepted', orderId };
}
