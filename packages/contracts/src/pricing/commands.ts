import * as z from 'zod/mini';
import { type CommandReply, defineCommand, reply } from '../define-command.ts';
import { orderId } from '../fields/identifiers.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { storedText } from '../fields/text.ts';
import { MAX_CODES_OF_ORDER } from './limits.ts';
import { heldBudgets, heldCode } from './model.ts';
import { customerKey } from './queries.ts';

export const holdCodes = /* @__PURE__ */ defineCommand({
  service: 'pricing',
  type: 'HoldCodes',
  version: 1,
  subject: 'orderId',
  summary:
    'Hold all discount codes of an order and its parts of the budgets of promotions, or none. Idempotent by orderId; rejected if the codes of the order were released.',
  data: () =>
    z.object({
      orderId,
      codes: z
        .array(storedText(200).check(notPersonal('text of a discount code')))
        .check(
          z.maxLength(MAX_CODES_OF_ORDER),
          z.describe('Discount codes, in any case. One that is given twice counts once.'),
        ),
      budgets: z.optional(heldBudgets),
      customerKey: z.optional(customerKey),
    }),
  reply: () =>
    reply({
      orderId,
      codes: z.array(heldCode).check(z.describe('Codes that the order holds.')),
    }),
  rejections: [
    'CODE_UNKNOWN',
    'CODE_NOT_YET_VALID',
    'CODE_EXPIRED',
    'CODE_DISABLED',
    'CODE_EXHAUSTED',
    'CODE_USED_BY_CUSTOMER',
    'CODE_NEEDS_CUSTOMER',
    'PROMOTION_BUDGET_EXHAUSTED',
    'CODES_MISMATCH',
    'CODES_RELEASED',
  ],
});

export type HoldCodes = z.infer<typeof holdCodes.data>;
export type HoldCodesReply = CommandReply<typeof holdCodes>;

export const useCodes = /* @__PURE__ */ defineCommand({
  service: 'pricing',
  type: 'UseCodes',
  version: 1,
  subject: 'orderId',
  summary:
    'The codes and parts of budgets that an order holds are used. An order that holds none, or has released them, is left as it is.',
  data: () => z.object({ orderId }),
  reply: () => reply({ orderId }),
  rejections: [],
});

export type UseCodes = z.infer<typeof useCodes.data>;
export type UseCodesReply = CommandReply<typeof useCodes>;

export const releaseCodes = /* @__PURE__ */ defineCommand({
  service: 'pricing',
  type: 'ReleaseCodes',
  version: 1,
  subject: 'orderId',
  summary:
    'Release the codes and parts of budgets of an order, held or used. If it holds none yet, a later HoldCodes is rejected.',
  data: () => z.object({ orderId }),
  reply: () => reply({ orderId }),
  rejections: [],
});

export type ReleaseCodes = z.infer<typeof releaseCodes.data>;
export type ReleaseCodesReply = CommandReply<typeof releaseCodes>;
