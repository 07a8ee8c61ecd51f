import { getGadget as route } from '@tradepost/contracts/gadgets/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toGadget } from '../projections/to-gadget.ts';

export const handler = http(route, (request) => getGadget(request, deps()));

/** Returns a gadget by its id. */
export async function getGadget(
  { params: { gadgetId } }: HttpRequest<typeof route>,
  { gadgets }: Pick<Deps, 'gadgets'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await gadgets.load(gadgetId);
  if (state.status === 'none') return { rejection: { code: 'GADGET_NOT_FOUND', gadgetId } };
  return { body: toGadget(state, version), version };
}
