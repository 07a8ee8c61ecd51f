import { replay } from '@tradepost/testing/given';
import { states } from '../domain/payment.spec-kit.ts';
import { payment } from '../domain/payment.ts';
import { ProviderUnavailable } from '../domain/provider-unavailable.ts';
import { type ExecutionDeps, executePaymentCommand } from './execute-payment-command.ts';

const paymentId = 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const cause = { actor: 'tradepost.orders', correlationId: 'cor_1' };
const at = '2026-03-01T09:00:00.000Z';

const stateOf = (name: keyof typeof states) =>
  replay(
    payment,
    states[name].map((event) => ({ ...event, at })),
  );

let calls: number;
type Deps = ExecutionDeps;
/** Dependencies with a payment whose request stays pending for as many calls, and a provider. */
function depsWith(pendingFor: number, reply: () => Promise<unknown>): Deps {
  const current = () => ({
    version: 1,
    events: [],
    state: stateOf(calls < pendingFor ? 'authorizing' : 'authorized'),
  });
  return {
    payments: { load: async () => current(), executeFrom: async () => current() },
    paymentTokens: { open: async () => 'tok_approved' },
    providers: {
      simulated: async () => {
        calls += 1;
        return reply();
      },
    },
  } as unknown as Deps;
}
const approve = async () => ({ outcome: 'succeeded', reference: 'ch_1' });
const execute = (deps: Deps) =>
  executePaymentCommand({ paymentId, command: () => ({ events: [] }), cause }, deps);

beforeEach(() => {
  calls = 0;
});

describe('executePaymentCommand', () => {
  it('calls the provider until no request is pending', async () => {
    await expect(execute(depsWith(0, approve))).resolves.toMatchObject({ state: { status: 'authorized' } });
    expect(calls).toBe(0);
    await expect(execute(depsWith(6, approve))).resolves.toMatchObject({ state: { status: 'authorized' } });
    expect(calls).toBe(6);
  });

  it('gives up after six calls', async () => {
    await expect(execute(depsWith(100, approve))).rejects.toThrow(
      `${paymentId} is not settled after 6 calls`,
    );
    expect(calls).toBe(6);
  });

  it('throws PaymentOutcomeUnknown if the provider did not reply', async () => {
    const unavailable = async () => {
      throw new ProviderUnavailable('no reply');
    };
    await expect(execute(depsWith(1, unavailable))).rejects.toMatchObject({
      name: 'PaymentOutcomeUnknown',
      code: 'PAYMENT_OUTCOME_UNKNOWN',
    });
  });

  it('passes another error on', async () => {
    const defective = async () => {
      throw new TypeError('no function');
    };
    await expect(execute(depsWith(1, defective))).rejects.toThrow(TypeError);
  });
});
