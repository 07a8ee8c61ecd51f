import type { Claim } from './domain/claims.ts';

/** Another product has a name that this one asked for. */
export class ClaimTakenError extends Error {
  override readonly name = 'ClaimTakenError';
  readonly claim: Claim;

  constructor(claim: Claim) {
    super(`the ${claim.kind} ${claim.value} is another product's`);
    this.claim = claim;
  }
}
