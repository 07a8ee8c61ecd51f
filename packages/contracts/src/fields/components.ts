import * as z from 'zod/mini';
import { sku } from './identifiers.ts';

/** Maximum number of components of a bundle, each another SKU. Shopify's fixed bundles have up to 30. */
export const MAX_COMPONENTS = 20;
/** Maximum units of a component in one bundle. */
export const MAX_COMPONENT_QUANTITY = 1_000;

/** A component of a bundle. */
const component = /* @__PURE__ */ z
  .object({
    sku: sku.check(z.describe('SKU of the component.')),
    quantity: z
      .int()
      .check(
        z.minimum(1),
        z.maximum(MAX_COMPONENT_QUANTITY),
        z.describe('Units of the component in one bundle.'),
      ),
  })
  .register(z.globalRegistry, { description: 'Units of one SKU in a bundle.' });

/** The components of a bundle in responses and messages. */
export const components = z
  .array(component)
  .check(
    z.maxLength(MAX_COMPONENTS),
    z.describe('Components of one unit of a bundle. Absent if the SKU is no bundle.'),
  );

/** The components of a bundle as a caller sends them. */
export const givenComponents = z
  .array(z.strictObject(component.shape).check(z.describe('Units of one SKU in a bundle.')))
  .check(
    z.minLength(1),
    z.maxLength(MAX_COMPONENTS, { abort: true }),
    z.refine((given) => new Set(given.map((each) => each.sku)).size === given.length, {
      error: 'must not have one SKU twice',
    }),
    z.describe(
      'Components of a bundle: the SKUs, and their units, that one unit of this variant contains. Only bundles have any.',
    ),
  );
