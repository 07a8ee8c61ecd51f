import { inventoryRejections } from './inventory/rejections.ts';
import { orderRejections } from './orders/rejections.ts';
import { paymentRejections } from './payments/rejections.ts';
import { pricingRejections } from './pricing/rejections.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';

const OF_COMMANDS = {
  ...inventoryRejections,
  ...orderRejections,
  ...paymentRejections,
  ...pricingRejections,
} as const;

/** Code that a command may be rejected with. */
export type RejectionCode = ProblemCode | keyof typeof OF_COMMANDS;

/** Returns the text of a code, for documents; functions never call it. */
export function textOfRejection(code: RejectionCode): string {
  return code in PROBLEMS
    ? PROBLEMS[code as ProblemCode].title
    : OF_COMMANDS[code as keyof typeof OF_COMMANDS];
}
