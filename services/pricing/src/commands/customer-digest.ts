import { hashJson } from '@tradepost/lambda/hash-json';

/** Digest of a buyer's key, by which uses of codes are counted: a use does not name the buyer. */
export function customerDigest(customerKey: string | undefined): string | undefined {
  return customerKey === undefined ? undefined : hashJson(['code-customer', customerKey]);
}
