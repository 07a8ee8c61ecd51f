import type { Progress } from '@tradepost/command-line/progress';
import type { Api } from '../api/connect.ts';
import type { CodeUses, PlayedOrder, StockCount } from './reconcile.ts';

/** Sizes of the race. */
export type Race = {
  readonly customers: number;
  /** Limit of the code. */
  readonly uses: number;
  /** Units of the contested product. */
  readonly units: number;
  /** Customers who are in the shop at a time. */
  readonly atOnce: number;
};

/** A person of the staff, by the name of a local user. */
export type Staff = 'merchandiser' | 'warehouse' | 'finance' | 'support';

/** Everything that the chapters of a journey share. Each adds its orders. */
export type Journey = {
  readonly url: string;
  readonly race: Race;
  /** Part of the SKUs and codes of this journey, so that each has its own. */
  readonly run: string;
  /** The client of a person of the staff. */
  readonly as: (name: Staff) => Api;
  readonly progress: Progress;
  /** Prints the title of a chapter. */
  readonly chapter: (title: string) => void;
  /** Prints a step: one plain sentence. */
  readonly step: (sentence: string) => void;
  readonly goods: Goods;
  readonly codes: Codes;
  /** Every order that a customer placed. */
  readonly orders: PlayedOrder[];
};

/** A product of the journey with one variant. */
export type Good = { readonly sku: string; readonly title: string; readonly units: number };
export type Goods = { readonly [Name in 'shelf' | 'cushion' | 'lamp' | 'bulb']: Good };

export type Code = { readonly id: string; readonly code: string; readonly limit: number };
export type Codes = { readonly [Name in 'autumn' | 'gift' | 'race']: Code };

/** Uses of codes and units sold, as they must be in the end. */
export type Expected = {
  readonly uses: readonly Pick<CodeUses, 'code' | 'expectedUses'>[];
  readonly sold: readonly Pick<StockCount, 'sku' | 'expectedSold'>[];
};
