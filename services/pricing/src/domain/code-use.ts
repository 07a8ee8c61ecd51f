import type { Command, StateAggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';
import {
  areSameBudgets,
  type BudgetToHold,
  findExhausted,
  toUsedBudget,
  type UsedBudget,
  usedBudget,
} from './budget-use.ts';
import { type CodeRefusal, type CodeToHold, chooseShard, refusalOf } from './hold-facts.ts';

const usedCode = z.object({
  id: z.string(),
  code: z.string(),
  promotionIds: z.array(z.string()),
  /** Counter that the use is counted in. */
  shard: z.int(),
  /** Version of the code on which the hold was decided. */
  codeVersion: z.int(),
  limitPerCustomer: z.optional(z.int()),
});

export type UsedCode = z.infer<typeof usedCode>;

/** `customer` is the digest of the buyer's key, by which uses are counted. `budgets` is absent if the order takes none. */
const uses = {
  codes: z.array(usedCode),
  customer: z.optional(z.string()),
  budgets: z.optional(z.array(usedBudget)),
};

const codeUseState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('held'), ...uses }),
  z.object({ status: z.literal('used'), ...uses }),
  z.object({ status: z.literal('released'), ...uses }),
  z.object({ status: z.literal('barred') }),
]);

/**
 * The codes of one order, and its parts of the budgets of promotions. `barred` is the tombstone of an order that released them before
 * it held any: a late hold is rejected. `held` and `used` ones are counted, others are not.
 */
export type CodeUseState = z.infer<typeof codeUseState>;

const at = { at: z.string() };

const codeUseEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('CodesHeld'), ...at, ...uses }),
  z.object({ type: z.literal('CodesUsed'), ...at, ...uses }),
  z.object({ type: z.literal('CodesReleased'), ...at, ...uses, wereUsed: z.boolean() }),
  z.object({ type: z.literal('CodesBarred'), ...at }),
]);

export type CodeUseEvent = z.infer<typeof codeUseEvent>;

/** Returns the codes of an order after an event. An event that cannot follow leaves them unchanged. */
function evolve(state: CodeUseState, event: CodeUseEvent): CodeUseState {
  switch (event.type) {
    case 'CodesHeld':
      return state.status === 'none' ? { status: 'held', ...usesOf(event) } : state;
    case 'CodesUsed':
      return state.status === 'held' ? { status: 'used', ...usesOf(state) } : state;
    case 'CodesReleased':
      return state.status === 'held' || state.status === 'used'
        ? { status: 'released', ...usesOf(state) }
        : state;
    case 'CodesBarred':
      return state.status === 'none' ? { status: 'barred' } : state;
    default:
      return event satisfies never;
  }
}

type Uses = {
  readonly codes: UsedCode[];
  readonly customer?: string | undefined;
  readonly budgets?: UsedBudget[] | undefined;
};

function usesOf({ codes, customer, budgets }: Uses) {
  return {
    codes,
    ...(customer === undefined ? {} : { customer }),
    ...(budgets === undefined ? {} : { budgets }),
  };
}

export const codeUse = {
  name: 'code-use',
  initial: { status: 'none' },
  evolve,
  events: { schema: codeUseEvent },
  state: { schema: codeUseState },
} satisfies StateAggregate<CodeUseState, CodeUseEvent>;

export type HoldRejection =
  | { readonly code: CodeRefusal; readonly discountCode: string }
  | { readonly code: 'PROMOTION_BUDGET_EXHAUSTED'; readonly promotionId: string }
  | { readonly code: 'CODES_MISMATCH' | 'CODES_RELEASED' };

/**
 * Holds all codes and parts of budgets of an order, or none. The same ones again are a repeat.
 *
 * @param facts of each code, without duplicates
 * @param customer digest of the buyer's key
 * @param budgets of each part of a budget, without duplicates
 */
export const hold =
  (
    orderId: string,
    facts: readonly CodeToHold[],
    customer: string | undefined,
    budgets: readonly BudgetToHold[] = [],
  ): Command<CodeUseState, CodeUseEvent, HoldRejection> =>
  (use, context) => {
    switch (use.status) {
      case 'none':
        return holdFirst(orderId, facts, customer, budgets, context.at);
      case 'held':
      case 'used':
        return isSame(use.codes, facts) && areSameBudgets(use.budgets ?? [], budgets)
          ? { events: [] }
          : { rejection: { code: 'CODES_MISMATCH' } };
      case 'released':
      case 'barred':
        return { rejection: { code: 'CODES_RELEASED' } };
      default:
        return use satisfies never;
    }
  };

/** The codes and parts of budgets of an order are used. A repeat, an order without them and one that has released them stay as they are. */
export const use = (): Command<CodeUseState, CodeUseEvent> => (state) => {
  switch (state.status) {
    case 'held':
      return { events: [{ type: 'CodesUsed', ...usesOf(state) }] };
    case 'none':
    case 'used':
    case 'released':
    case 'barred':
      return { events: [] };
    default:
      return state satisfies never;
  }
};

/** Releases the codes and parts of budgets of an order, held or used. An order that holds none cannot hold any later. */
export const release = (): Command<CodeUseState, CodeUseEvent> => (state) => {
  switch (state.status) {
    case 'none':
      return { events: [{ type: 'CodesBarred' }] };
    case 'held':
    case 'used':
      return { events: [{ type: 'CodesReleased', ...usesOf(state), wereUsed: state.status === 'used' }] };
    case 'released':
    case 'barred':
      return { events: [] };
    default:
      return state satisfies never;
  }
};

function holdFirst(
  orderId: string,
  facts: readonly CodeToHold[],
  customer: string | undefined,
  budgets: readonly BudgetToHold[],
  at: string,
): ReturnType<ReturnType<typeof hold>> {
  const codes: UsedCode[] = [];
  for (const each of facts) {
    const refusal = refusalOf(each, customer !== undefined, at);
    if (refusal !== undefined) return { rejection: { code: refusal, discountCode: each.text } };
    const shard = chooseShard(each, orderId);
    const { code, version } = each;
    if (code === undefined || shard === undefined)
      return { rejection: { code: 'CODE_EXHAUSTED', discountCode: each.text } };
    const { id, promotionIds, limitPerCustomer } = code;
    codes.push({
      ...{ id, code: code.code, promotionIds, shard, codeVersion: version },
      ...(limitPerCustomer === undefined ? {} : { limitPerCustomer }),
    });
  }
  const exhausted = findExhausted(budgets);
  if (exhausted !== undefined)
    return { rejection: { code: 'PROMOTION_BUDGET_EXHAUSTED', promotionId: exhausted.promotionId } };
  const held = budgets.length === 0 ? undefined : budgets.map(toUsedBudget);
  return { events: [{ type: 'CodesHeld', ...usesOf({ codes, customer, budgets: held }) }] };
}

function isSame(codes: readonly UsedCode[], facts: readonly CodeToHold[]): boolean {
  const texts = new Set(facts.map(({ text }) => text));
  return codes.length === texts.size && codes.every(({ code }) => texts.has(code));
}
