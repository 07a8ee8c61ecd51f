import { country } from './country.ts';

const messagesOf = (sent: unknown) => country.safeParse(sent).error?.issues.map(({ message }) => message);

describe('country', () => {
  it.each(['GB', 'DE', 'SS', 'CW', 'AX', 'XK', 'ZZ'])('accepts %s', (code) => {
    expect(country.parse(code)).toBe(code);
  });

  it('accepts the 249 codes of ISO 3166-1, XK and ZZ', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
    expect(codes.filter((code) => country.safeParse(code).success)).toHaveLength(251);
  });

  it.each([
    ['UK', 'must be a country of ISO 3166-1 alpha-2: use GB'],
    ['EL', 'must be a country of ISO 3166-1 alpha-2: use GR'],
    ['AN', 'must be a country of ISO 3166-1 alpha-2: use CW, SX or BQ'],
    ['XX', 'must be a country of ISO 3166-1 alpha-2'],
    ['EU', 'must be a country of ISO 3166-1 alpha-2'],
    ['gb', 'must be an ISO 3166-1 alpha-2 code in capitals: use GB'],
    ['uk', 'must be an ISO 3166-1 alpha-2 code in capitals: use GB'],
    [' DE ', 'must be an ISO 3166-1 alpha-2 code in capitals: use DE'],
    ['GBR', 'must be an ISO 3166-1 alpha-2 code in capitals, such as GB'],
    ['Germany', 'must be an ISO 3166-1 alpha-2 code in capitals, such as GB'],
    ['', 'must be an ISO 3166-1 alpha-2 code in capitals, such as GB'],
  ])('rejects %j with one sentence', (sent, message) => {
    expect(messagesOf(sent)).toEqual([message]);
  });
});
