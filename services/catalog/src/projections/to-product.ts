import type { Product } from '@tradepost/contracts/catalog/model';
import type { ProductFacts } from '../domain/product.ts';

/** A product as in API responses, published events and lists. */
export function toProduct(facts: ProductFacts, version: number): Product {
  return { ...facts, version };
}
