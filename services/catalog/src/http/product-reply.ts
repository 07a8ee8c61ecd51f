import { ClaimTakenError } from '../claim-taken-error.ts';
import type { ProductState } from '../domain/product.ts';
import { toProduct } from '../views/product-view.ts';

/** Whether anyone may see a product. Drafts and archived products are shown to staff alone. */
export function isPublic(state: ProductState): state is Exclude<ProductState, { status: 'none' }> {
  return state.status === 'active';
}

/** The answer that shows a product as it is. */
export function toReply({ state, version }: { readonly state: ProductState; readonly version: number }) {
  if (state.status === 'none') throw new Error('there is no product to show');
  return { body: toProduct(state, version), version };
}

/** Has a name that is taken come back as the refusal that it is. */
export async function refuseTaken<Result>(change: Promise<Result>) {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof ClaimTakenError)) throw error;
    return { rejection: toRejection(error) };
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
