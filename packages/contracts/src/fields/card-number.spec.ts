import { containsCardNumber } from './card-number.ts';

describe('containsCardNumber', () => {
  it.each([
    ['Visa', '4242424242424242'],
    ['Visa in groups', 'my card is 4242 4242 4242 4242, thanks'],
    ['Mastercard', '5555-5555-5555-4444'],
    ['Mastercard, 2 series', '2223003122003222'],
    ['American Express', '378282246310005'],
    ['Discover', '6011111111111117'],
    ['Diners', '30569309025904'],
    ['JCB', '3566002020360505'],
    ['Visa of 13 digits', '4222222222222'],
    ['UnionPay of 19 digits', '6205500000000000004'],
    ['behind a house number', 'flat 12 4242 4242 4242 4242'],
  ])('finds %s', (_network, text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  it.each([
    ['a number that fails Luhn', '4242424242424241'],
    ['a prefix that no issuer has', '1111111111111117'],
    ['twelve digits', '424242424242'],
    ['twenty digits', '42424242424242424242'],
    ['a telephone number', '+44 20 7946 0958'],
    ['an order number', 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E'],
  ])('leaves %s', (_what, text) => {
    expect(containsCardNumber(text)).toBe(false);
  });
});
