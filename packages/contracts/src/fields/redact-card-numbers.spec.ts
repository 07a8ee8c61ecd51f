import { redactCardNumbers } from './redact-card-numbers.ts';

const bs = '\\';

describe('redactCardNumbers', () => {
  it.each([
    ['in a JSON string', '{"token":"4242424242424242"}', '{"token":"****************"}'],
    [
      'at any depth',
      '{"a":[{"b":{"c":"x 4242 4242 4242 4242"}}]}',
      '{"a":[{"b":{"c":"x **** **** **** ****"}}]}',
    ],
    ['in a JSON number', '{"amountMinor":4242424242424242}', '{"amountMinor":****************}'],
    ['in the name of a field', '{"4242424242424242":1}', '{"****************":1}'],
    ['as JSON escapes', `{"t":"${bs}u0034${bs}u0032${bs}u00342424242424242"}`, '{"t":"****************"}'],
    [
      'as escapes in a string of a string',
      `"{${bs}"t${bs}":${bs}"${bs}${bs}u0034242424242424242${bs}"}"`,
      `"{${bs}"t${bs}":${bs}"****************${bs}"}"`,
    ],
    ['in a form', 'token=4242424242424242&cvc=1', 'token=****************&cvc=1'],
    ['percent-encoded', 'token=%34242%204242%204242%204242', 'token=****%20****%20****%20****'],
    ['in broken JSON', '{"token":"4242-4242-4242-4242', '{"token":"****-****-****-****'],
    ['with no-break spaces', '4242\u00a04242\u00a04242\u00a04242', '****\u00a0****\u00a0****\u00a0****'],
    ['with zero-width spaces', '4242\u200b4242\u200b4242\u200b4242', '****\u200b****\u200b****\u200b****'],
    [
      'with escaped spaces',
      `4242${bs}u00a04242${bs}u00a04242${bs}u00a04242`,
      `****${bs}u00a0****${bs}u00a0****${bs}u00a0****`,
    ],
    ['in full-width digits', '\uff14\uff12\uff14\uff124242\uff14\uff12\uff14\uff124242', '****************'],
    [
      'with its expiry date and check value',
      '4242 4242 4242 4242 12/30 123',
      '**** **** **** **** **/** ***',
    ],
    ['of 15 digits (American Express)', '3782 822463 10005', '**** ****** *****'],
  ])('replaces the digits of a card number %s', (_how, text, shown) => {
    expect(redactCardNumbers(text)).toBe(shown);
  });

  it.each([
    ['a time', '2026-11-29T12:34:56.789Z'],
    ['an id', 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E/3/AuthorizePayment'],
    ['an amount', '{"amountMinor":5000,"currency":"GBP"}'],
    ['digits that fail the Luhn check', '4242 4242 4242 4241'],
    ['an empty text', ''],
  ])('keeps %s', (_what, text) => {
    expect(redactCardNumbers(text)).toBe(text);
  });

  it('takes linear time', () => {
    const LENGTH = 256 * 1024;
    for (const part of ['4', '4 ', '4242-', bs, `${bs}u0034`, `${bs}u00a0`, '%3', '4   4  '])
      expect(redactCardNumbers(part.repeat(LENGTH / part.length)).length).toBeGreaterThan(0);
  });
});
