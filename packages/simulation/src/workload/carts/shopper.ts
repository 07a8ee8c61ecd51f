import type { Draw } from '../../random.ts';
import type { HttpClient } from '../../world/http-client.ts';
import type { World } from '../../world/world.ts';
import type { Shop } from '../shop.ts';
import type { CartsRecord } from './carts-record.ts';

export type CartsConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    readonly carts: CartsRecord;
    readonly codes: { readonly limits: Map<string, { readonly limit?: number }> };
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** A participant with a cart: its draws, and a sender whose keys have its name. */
export type Shopper = CartsConfig & {
  readonly name: string;
  readonly shop: Shop;
  readonly methodIds: readonly string[];
  /** True if the cart is submitted in any case. */
  readonly isRacing: boolean;
  /** Time at which all carts of a race are submitted. */
  readonly meetsAtMs?: number;
  /** Code that the cart gets in any case. */
  readonly code?: string;
};
