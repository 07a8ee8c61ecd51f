import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { gadgetId } from '../fields/identifiers.ts';
import { gadget, gadgetDetails } from './model.ts';

const service = 'gadgets';

export const createGadget = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/gadgets',
  summary: 'Create a gadget.',
  access: { kind: 'staff', scope: 'gadgets:write', machines: true },
  body: () => z.strictObject(gadgetDetails),
  success: { status: 201, body: gadget },
  idempotencyKey: true,
});

export const getGadget = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/gadgets/{gadgetId}',
  summary: 'One gadget.',
  access: { kind: 'staff', scope: 'gadgets:read', machines: true },
  params: () => z.strictObject({ gadgetId }),
  success: { status: 200, body: gadget },
  problems: ['GADGET_NOT_FOUND'],
});
