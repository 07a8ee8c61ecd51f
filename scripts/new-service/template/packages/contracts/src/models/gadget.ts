import * as z from 'zod/mini';
import { gadgetId } from '../fields/identifiers.ts';
import { line } from '../fields/text.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

const MAX_TITLE_LENGTH = 200;

/** What a caller says of a gadget. */
export const gadgetDetails = {
  title: line(MAX_TITLE_LENGTH).check(z.describe('What it is called.')),
};

/** The gadget as the API and the events show it. */
export const gadget = z
  .object({ id: gadgetId, version, ...gadgetDetails, createdAt: timestamp, updatedAt: timestamp })
  .register(z.globalRegistry, { description: 'One of the gadgets.' });

export type Gadget = z.infer<typeof gadget>;
