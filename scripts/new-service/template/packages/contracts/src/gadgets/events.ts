import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import { gadget } from './model.ts';

export const gadgetCreated = /* @__PURE__ */ defineEvent({
  source: 'tradepost.gadgets',
  type: 'GadgetCreated',
  version: 1,
  summary: 'A gadget was created. The event contains the whole gadget.',
  data: () => z.object({ gadget }),
});
