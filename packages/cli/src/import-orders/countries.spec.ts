import { toCountryCode } from './countries.ts';

it.each([
  ['United Kingdom', 'GB'],
  ['EIRE', 'IE'],
  ['RSA', 'ZA'],
  ['USA', 'US'],
  ['Channel Islands', 'GG'],
  ['European Community', 'ZZ'],
  ['Kosovo', 'XK'],
  ['Czech Republic', 'CZ'],
  ['Hong Kong', 'HK'],
  ['United Arab Emirates', 'AE'],
  ['Korea', 'KR'],
  [' norway ', 'NO'],
  ["Cote d'Ivoire", 'CI'],
  ['Saint Lucia', 'LC'],
  ['Myanmar', 'MM'],
  ['de', 'DE'],
  ['Unspecified', 'ZZ'],
  ['West Indies', 'ZZ'],
  ['XX', 'ZZ'],
  ['', 'ZZ'],
])('toCountryCode(%j) returns %s', (name, code) => {
  expect(toCountryCode(name)).toBe(code);
});

it('toCountryCode returns the code of each country that the runtime knows', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const codes =
    'AT AU BE BH BR CA CH CY DK ES FI FR GR IL IS IT JP LB LT MT NG NL PL PT SA SE SG TH BM CI TR CD';
  for (const code of codes.split(' ')) expect(toCountryCode(names.of(code) ?? '')).toBe(code);
});
