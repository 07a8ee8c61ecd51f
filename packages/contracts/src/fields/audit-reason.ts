import * as z from 'zod/mini';
import { block, noCardNumber } from './text.ts';

/** Reason of an act that an audit log records. */
export const auditReason = /* @__PURE__ */ block(500)
  .check(noCardNumber())
  .register(z.globalRegistry, { description: 'Reason; it is kept with the caller and the time.' });
