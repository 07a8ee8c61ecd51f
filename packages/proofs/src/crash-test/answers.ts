import type { OrderPlan } from '@tradepost/simulation/workload/plan-orders';

/** The answers that the customers received. */
export type Answers = {
  /** Orders that were answered 201, by id, with their plan and answer. */
  readonly orders: Map<string, { readonly plan: OrderPlan; readonly answer: string }>;
  /** Orders whose cancellation or capture was accepted. */
  readonly cancelled: Set<string>;
  readonly captured: Set<string>;
  /** Number of rejected orders, by code. */
  readonly rejected: Map<string, number>;
  /** Contradicting answers, and errors. */
  readonly problems: string[];
};
