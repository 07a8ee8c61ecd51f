/** Maximum characters of a key of metadata, as Stripe has it. @see https://docs.stripe.com/metadata */
export const MAX_METADATA_KEY_LENGTH = 40;
/** Maximum characters of a value of metadata, as Stripe has it. */
export const MAX_METADATA_VALUE_LENGTH = 500;
