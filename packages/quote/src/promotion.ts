import type { Condition, MinorByCurrency } from './condition.ts';

/**
 * A value off. `amount` has the amount off, `fixedPrice` the price afterwards; without an amount in the quote's currency the
 * promotion takes no effect. `gift` adds one unit of a SKU and discounts it in full.
 */
export type PromotionValue =
  | { readonly kind: 'percent'; readonly ppm: number }
  | { readonly kind: 'amount'; readonly minor: MinorByCurrency }
  | { readonly kind: 'fixedPrice'; readonly minor: MinorByCurrency }
  | { readonly kind: 'gift'; readonly sku: string };

/** Units of a pattern. `where` restricts them to some lines. */
export type PatternUnits = { readonly units: number; readonly where?: Condition | undefined };

/**
 * Part of the cart that is discounted. A `pattern` discounts `get` units for every `buy` units: buy two, get one free. No unit is
 * counted twice. Of the units that can be discounted, those with the lowest unit price are, unless `pick` is `dearest`.
 */
export type PromotionTarget =
  | { readonly kind: 'lines'; readonly where?: Condition | undefined }
  | { readonly kind: 'order' }
  | { readonly kind: 'shipping'; readonly where?: Condition | undefined }
  | {
      readonly kind: 'pattern';
      readonly buy: PatternUnits;
      readonly get: PatternUnits;
      /** Maximum number of times that the pattern is counted. */
      readonly maxTimes?: number | undefined;
      readonly pick?: 'cheapest' | 'dearest' | undefined;
    };

export type Promotion = {
  readonly id: string;
  /** Name that the customer sees. */
  readonly name: string;
  /** Position, the lowest first. Unique. */
  readonly sortOrder: number;
  /** Group of which only the promotion that saves most is applied. */
  readonly group?: string | undefined;
  /** `stop`: if it takes effect, no promotion with a higher `sortOrder` is applied. */
  readonly stacking: 'stack' | 'stop';
  readonly startsAt: string;
  readonly endsAt?: string | undefined;
  /** About the cart before discounts. */
  readonly condition?: Condition | undefined;
  readonly target: PromotionTarget;
  readonly value: PromotionValue;
  /** `each`, the default: the amount is off each unit. `across`: it is split over the lines by their amounts. */
  readonly spread?: 'each' | 'across' | undefined;
  readonly requiresCode: boolean;
  /** Rest of the budget. A promotion whose discount would exceed it takes no effect. */
  readonly budgetMinor?: MinorByCurrency | undefined;
};

/** A discount code that the customer gave, and that the service has accepted. */
export type Code = { readonly code: string; readonly promotionIds: readonly string[] };

/** A promotion that was not applied, and the reason. */
export type SkippedPromotion = {
  readonly promotion: string;
  readonly code?: string | undefined;
  readonly reason:
    | 'NOT_STARTED'
    | 'ENDED'
    | 'CONDITION_NOT_MET'
    | 'STOPPED'
    | 'NOT_BEST_OF_GROUP'
    | 'BUDGET_EXCEEDED'
    | 'NO_EFFECT';
  /** Amount of goods in minor units until the condition holds, if only that is missing. */
  readonly missingMinor?: number | undefined;
};

/** Step in which a promotion is applied. */
export type Step = 'lines' | 'order' | 'shipping';

/** Returns the step in which a promotion is applied: a pattern and a gift with the lines. */
export function stepOf({ target, value }: Promotion): Step {
  if (value.kind === 'gift' || target.kind === 'pattern') return 'lines';
  return target.kind;
}

/** Converts a code to the form in which codes are compared: NFC, upper case, without spaces around it. */
export function normalizeCode(code: string): string {
  return code.normalize('NFC').toUpperCase().normalize('NFC').trim();
}
