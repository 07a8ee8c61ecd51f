import type { Product } from '@tradepost/contracts/models/product';
import type { ProductFacts } from '../domain/product.ts';

/** A product as the API, the events and the lists show it. */
export function toProduct(facts: ProductFacts, version: number): Product {
  return { ...facts, version };
}
