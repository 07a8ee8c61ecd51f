import { paymentToken } from './payment-token.ts';

describe('paymentToken', () => {
  it.each([
    ['Stripe', 'tok_1N3T00LkdIwHu7ixt44h1F8k'],
    ['Stripe, a payment method', 'pm_1MqLiJLkdIwHu7ixUEgbFdYF'],
    ['Adyen', 'VHKH9LP3V9KZ2M5X'],
    ['Adyen, of digits alone', '8415995487234100'],
    ['Adyen, of digits with the check digit of a card number', '8816178952380559'],
    ['Braintree', 'tokencc_bh_9tx5zn_kdbvh3_qr2vpw_m27j6y_4z5'],
    ['Braintree, a UUID', '2aad3a8f-0b1d-4c3b-8e0e-6d5a7f1c4242'],
    ['Mollie', 'tkn_UqAvArS3gw'],
    ['Square', 'cnon:CBASEITjGLBON1y5od2lsdxSPxQ'],
    ['Checkout.com', 'tok_4gzeau5o2uqubbk6fufs3m7p54'],
    ['PayPal', '8WK12345AB678901C'],
    ['Worldpay', 'MjU0ODQyNDI0MjQyNDI0MjQyNDI='],
    ['the simulated provider', 'tok_approved'],
  ])('accepts a token of %s', (_provider, token) => {
    expect(paymentToken.parse(token)).toBe(token);
  });

  it.each(['4242424242424242', '4242 4242 4242 4242', '3782-822463-10005', 'card 5555555555554444'])(
    'rejects %j',
    (token) => {
      const { error } = paymentToken.safeParse(token);
      expect(error?.issues).toMatchObject([{ params: { code: 'CARD_NUMBER_NOT_ACCEPTED' } }]);
    },
  );
});
