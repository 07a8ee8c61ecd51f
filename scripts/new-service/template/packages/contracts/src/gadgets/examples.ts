import { CREATED_AT } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const GADGET_ID = 'gdg_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const GADGET = {
  id: GADGET_ID,
  version: 0,
  title: 'The first',
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
};

export const createGadget = exampleFor(routes.createGadget, {
  headers: { 'Idempotency-Key': 'the-first-gadget' },
  body: { title: 'The first' },
  answer: GADGET,
});

export const getGadget = exampleFor(routes.getGadget, { params: { gadgetId: GADGET_ID }, answer: GADGET });
