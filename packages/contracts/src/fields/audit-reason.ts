import * as z from 'zod/mini';
import { notPersonal } from './personal-data.ts';
import { block, noCardNumber } from './text.ts';

/** Reason of an act that an audit log records. */
export const auditReason = /* @__PURE__ */ block(500)
  .check(noCardNumber(), notPersonal('written by staff, about an act'))
  .register(z.globalRegistry, {
    description: 'Reason, without data of customers; it is kept with the caller and the time.',
  });
