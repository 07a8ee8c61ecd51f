import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import { customer } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { asStaff, SHIPPING_ADDRESS } from './requests.ts';

type ProfilesConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these customers among the participants, so that they can be left out of a run. */
const PROFILES = -9;

const PROFILES_SHARE = 0.4;
const MAX_CUSTOMERS = 2;
const MAX_STEPS = 8;
const WITHIN_MS = 90_000;
const BETWEEN_MS = 20_000;
/** Changes in a row; some of one kind. */
const STEPS = [
  ...['name', 'name', 'nothing', 'company and phone', 'no company', 'address', 'address', 'other address'],
  ...['no address', 'default address', 'consent', 'consent', 'e-mail address', 'groups'],
] as const;

/**
 * Plays customers who have no orders: they register, and change their profile, their addresses, their consents and their e-mail address,
 * several times in a row. Staff changes their groups.
 */
export async function keepProfiles({
  world,
  http,
  draw: drawn,
  withoutOrders,
}: ProfilesConfig): Promise<void> {
  const draw = drawn.under('profiles');
  if (withoutOrders?.has(PROFILES) || !draw.chance('any', PROFILES_SHARE)) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_CUSTOMERS) }, async (_none, place) => {
      const of = draw.under(`customer ${place}`);
      const customerId = `cus_${String(9_000 + place).padStart(26, '0')}`;
      const profile: Profile = { customerId, addresses: [] };
      await world.scheduler.sleep(WITHIN_MS * of.unit('comes'));
      const me = { method: 'GET', path: '/v1/me', claims: customer(customerId) };
      await http.send(me, `profile ${place} registers`);
      for (let step = 0; step < of.int('steps', 1, MAX_STEPS); step += 1) {
        const name = `profile ${place} step ${step}`;
        const request = toRequest(of.pick(`step ${step}`, STEPS), profile, { draw: of, step });
        const answer = await http.send(request, name);
        if (request.path === '/v1/me/addresses' && answer?.status === 201)
          profile.addresses.push(String(answer.body.id));
        await world.scheduler.sleep(BETWEEN_MS * of.unit(`after ${step}`) ** 3);
      }
      await http.send(me, `profile ${place} looks`);
    }),
  );
}

type Profile = { readonly customerId: string; readonly addresses: string[] };

const ANY_VERSION = { 'if-match': '*' };

function toRequest(
  step: (typeof STEPS)[number],
  { customerId, addresses }: Profile,
  { draw, step: number }: { readonly draw: Draw; readonly step: number },
): HttpRequest {
  const claims = customer(customerId);
  const addressId = addresses.at(-1) ?? `adr_${'0'.repeat(26)}`;
  const change = (body: object): HttpRequest => ({
    ...{ method: 'PATCH', path: '/v1/me', headers: ANY_VERSION, body, claims },
  });
  const address = { ...SHIPPING_ADDRESS, line2: `Floor ${number}` };
  switch (step) {
    case 'name':
      return change({ name: `Ada ${number}` });
    case 'nothing':
      return change({});
    case 'company and phone':
      return change({ company: `Engines ${number}`, phone: `+44 20 7946 0${100 + number}` });
    case 'no company':
      return change({ company: null, phone: null, name: null });
    case 'address': {
      const headers = { 'idempotency-key': `address-${number}` };
      return { method: 'POST', path: '/v1/me/addresses', body: address, headers, claims };
    }
    case 'other address':
      return { method: 'PUT', path: `/v1/me/addresses/${addressId}`, body: address, claims };
    case 'no address':
      return { method: 'DELETE', path: `/v1/me/addresses/${addressId}`, claims };
    case 'default address':
      return change({ defaultShippingAddressId: addressId });
    case 'consent': {
      const granted = draw.chance(`granted ${number}`, 0.5);
      const body = { purpose: 'marketing', channel: 'email', granted, textVersion: '1', source: 'account' };
      return { method: 'POST', path: '/v1/me/consents', body, claims };
    }
    case 'e-mail address': {
      const body = { email: `new.${number}.${customerId.slice(-4)}@example.com` };
      return { method: 'POST', path: '/v1/me/email-changes', body, claims };
    }
    case 'groups': {
      const body = { groups: draw.pick(`groups ${number}`, [['trade'], ['trade', 'vip'], []]) };
      return asStaff({ method: 'PATCH', path: `/v1/customers/${customerId}`, headers: ANY_VERSION, body });
    }
    default:
      return step satisfies never;
  }
}
