import { type RouteContract, takesBody, takesRawBody } from '@tradepost/contracts/define-route';
import type { Registry } from '@tradepost/contracts/registry';
import { type PlannedRequest, requestTo } from './plan-requests.ts';

export type PlantedResponse = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Request of a platform, and the calls that some routes need around it. */
export type PlanterConfig = {
  readonly url: string;
  readonly registry: Registry;
  /** Returns an access token of a caller of a route. */
  readonly token: (contract: RouteContract) => Promise<string | undefined>;
  /** Returns the headers with the signature of a webhook's body. */
  readonly signature: (body: Uint8Array) => Promise<Readonly<Record<string, string>>>;
  /** Called when something was created on which another request depends. */
  readonly created: (path: string, id: string) => Promise<unknown>;
  /** Text at the beginning of idempotency keys. */
  readonly keyPrefix: string;
};

export type Planter = {
  /** Creates what the path of a request names, by the requests of the plan, and sends the request. */
  readonly send: (request: PlannedRequest) => Promise<PlantedResponse>;
  /** Sends a request with the ids of its example, which do not exist. */
  readonly sendToNobody: (request: PlannedRequest) => Promise<PlantedResponse>;
};

type Context = {
  readonly params: Readonly<Record<string, string>>;
  readonly orderToken?: string;
  readonly cartToken?: string;
};

/**
 * Creates a sender of planned requests. An id in a path is that of a thing which is created for the request: by the `POST` on
 * the path before the id, also a planned one (`/v1/me/orders` for `/v1/me/orders/{orderId}/cancel`).
 *
 * @param planned all planned requests, of which those that create things are sent, too
 */
export function createPlanter(config: PlanterConfig, planned: readonly PlannedRequest[]): Planter {
  let keys = 0;
  const callOnce = async (request: PlannedRequest, { params, orderToken, cartToken }: Context) => {
    const { contract, query, body } = request;
    const target = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const token = await config.token(contract);
    const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body ?? {}));
    const response = await fetch(`${config.url}${target}?${new URLSearchParams(query)}`, {
      method: contract.method,
      headers: {
        ...(takesBody(contract) ? { 'content-type': 'application/json' } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(orderToken === undefined ? {} : { 'x-order-token': orderToken }),
        ...(cartToken === undefined ? {} : { 'x-cart-token': cartToken }),
        ...(contract.idempotencyKey ? { 'idempotency-key': `${config.keyPrefix}-${++keys}` } : {}),
        ...(contract.ifMatch === 'none' ? {} : { 'if-match': '*' }),
        ...(takesRawBody(contract) ? await config.signature(bytes) : {}),
      },
      ...(takesBody(contract) ? { body: new Uint8Array(bytes) } : {}),
    });
    return { status: response.status, body: (await response.json()) as PlantedResponse['body'] };
  };
  const send = async (request: PlannedRequest) => callOnce(request, await arrange(request));
  const arrange = async ({ contract, params }: PlannedRequest): Promise<Context> => {
    let context: Context = { params };
    for (const [place, name] of contract.path
      .matchAll(/\/\{(\w+)\}/g)
      .map((match) => [match.index, match[1]] as const)) {
      const path = contract.path.slice(0, place);
      const creator = creatorOf(path);
      if (name === undefined || creator === undefined) continue;
      const { status, body } = await callOnce(creator, context);
      const id = body[name] ?? body['id'];
      if (status !== creator.contract.success.status || typeof id !== 'string')
        throw new Error(`POST ${path} answered ${status} and no id: ${JSON.stringify(body)}`);
      await config.created(path, id);
      const { orderToken, cartToken } = body;
      context = {
        params: { ...context.params, [name]: id },
        ...(contract.access.kind === 'orderToken' && typeof orderToken === 'string' ? { orderToken } : {}),
        ...(contract.access.kind === 'cartToken' && typeof cartToken === 'string' ? { cartToken } : {}),
      };
    }
    return context;
  };
  const creatorOf = (path: string): PlannedRequest | undefined => {
    const isCreator = ({ contract }: { readonly contract: RouteContract }) =>
      contract.method === 'POST' && contract.path === path;
    const unplanted = config.registry.routes.find(isCreator);
    return planned.find(isCreator) ?? (unplanted && requestTo(config.registry, unplanted));
  };
  return { send, sendToNobody: (request) => callOnce(request, { params: request.params }) };
}
