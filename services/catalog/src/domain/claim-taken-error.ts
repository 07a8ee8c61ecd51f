import type { Claim } from './claims.ts';

/** Another product has the requested SKU or slug. */
export class ClaimTakenError extends Error {
  override readonly name = 'ClaimTakenError';
  readonly claim: Claim;

  constructor(claim: Claim) {
    super(`another product has the ${claim.kind} ${claim.value}`);
    this.claim = claim;
  }
}
