import * as z from 'zod/mini';
import { amountMinor, anyCurrency } from './money.ts';
import { notPersonal } from './personal-data.ts';

/** Maximum number of elements of `all`, `any`, and of a list of values. */
const MAX_CONDITION_ELEMENTS = 100;

type Scalar = string | number;
type Comparison = {
  field: string;
  op: 'eq' | 'in' | 'gte' | 'lte';
  value: Scalar | Scalar[] | Record<string, number>;
  where?: Condition | undefined;
};

/** A condition as data, as `packages/quote` evaluates it. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

const scalar = z.union([
  z.string().check(z.maxLength(200), notPersonal('value of a condition')),
  z.number().check(z.minimum(-Number.MAX_SAFE_INTEGER), z.maximum(Number.MAX_SAFE_INTEGER)),
]);

/** A nested condition. The annotation is here, because the check of annotations does not follow references. */
const nested = z.lazy(() => condition).check(notPersonal('condition on a cart'));

const conditions = z.array(nested).check(z.maxLength(MAX_CONDITION_ELEMENTS), z.describe('Conditions.'));

/** A condition on a cart in responses and stored data. `givenCondition` restricts what callers send. */
export const condition: z.ZodMiniType<Condition, Condition> = /* @__PURE__ */ z
  .union(
    [
      z.object({ all: conditions }),
      z.object({ any: conditions }),
      z.object({ not: nested }),
      z.object({
        field: z
          .string()
          .check(
            z.maxLength(100),
            notPersonal('name of a field'),
            z.describe('Field of a cart, or in `where` of a line.'),
          ),
        op: z.enum(['eq', 'in', 'gte', 'lte']).check(z.describe('Comparison.')),
        value: z
          .union([
            scalar,
            z.array(scalar).check(z.maxLength(MAX_CONDITION_ELEMENTS)),
            z.record(anyCurrency, amountMinor),
          ])
          .check(z.describe('Value, list of values for `in`, or amounts in minor units by currency.')),
        where: z.optional(nested).check(z.describe('Lines that `subtotal` and `units` count.')),
      }),
    ],
    { error: 'must be {all}, {any}, {not}, or a comparison {field, op, value}' },
  )
  .register(z.globalRegistry, {
    description:
      'Condition on a cart: `{all: […]}`, `{any: […]}`, `{not: …}`, or a comparison `{field, op, value}` of `subtotal`, `units` (of the lines that `where` names, or of all), `customerGroup`, `channel`, `country` or `region`. Fields of a line are `sku`, `units`, `unitPrice`, `priceList`, `taxClass`, and `attributes.` with a name. Amounts are compared in their own currency only.',
  });
