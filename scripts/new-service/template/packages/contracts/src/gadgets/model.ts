import * as z from 'zod/mini';
import { gadgetId } from '../fields/identifiers.ts';
import { line } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

const MAX_TITLE_LENGTH = 200;

/** Fields of a gadget that callers set. */
export const gadgetDetails = {
  title: line(MAX_TITLE_LENGTH).check(z.describe('Title of the gadget.')),
};

/** The gadget in the API and in events. */
export const gadget = /* @__PURE__ */ z
  .object({ id: gadgetId, version, ...gadgetDetails, createdAt: timestamp, updatedAt: timestamp })
  .register(z.globalRegistry, { description: 'A gadget.' });

export type Gadget = z.infer<typeof gadget>;
