import { ClaimTakenError } from '../domain/claim-taken-error.ts';
import type { ProductState } from '../domain/product.ts';
import { toProduct } from '../projections/to-product.ts';

/** Active products are public. Drafts and archived products are visible only on the admin routes. */
export function isPublic(state: ProductState): state is Exclude<ProductState, { status: 'none' }> {
  return state.status === 'active';
}

/** The reply with a product and its version. */
export function toReply({ state, version }: { readonly state: ProductState; readonly version: number }) {
  if (state.status === 'none')
    throw new Error('a reply needs a product that exists, not one in status "none"');
  return { body: toProduct(state, version), version };
}

/** Maps a ClaimTakenError to its rejection. */
export async function rejectTaken<Result>(change: Promise<Result>) {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof ClaimTakenError)) throw error;
    return { rejection: toRejection(error) };
  }
}

/** Maps a ClaimTakenError to its rejection, of a change that claims no slug. */
export async function rejectTakenSku<Result>(change: Promise<Result>) {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof ClaimTakenError) || error.claim.kind !== 'sku') throw error;
    return { rejection: { code: 'SKU_TAKEN', sku: error.claim.value } as const };
  }
}

function toRejection({ claim: { kind, value } }: ClaimTakenError) {
  switch (kind) {
    case 'sku':
      return { code: 'SKU_TAKEN', sku: value } as const;
    case 'slug':
      return { code: 'SLUG_TAKEN', slug: value } as const;
    default:
      return kind satisfies never;
  }
}
