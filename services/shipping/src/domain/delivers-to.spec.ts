import { type Destination, deliversTo } from './delivers-to.ts';
import type { Zone } from './shipping-method.ts';

const COUNTRY: Zone = { countries: ['DE', 'AT'] };
const REGIONS: Zone = { countries: ['US'], regions: ['CA', 'New York'] };
const PREFIXES: Zone = { countries: ['GB'], postalPrefixes: ['SW1', 'HS', 'ka-27'] };
const BOTH: Zone = { countries: ['US'], regions: ['AK'], postalPrefixes: ['995'] };

describe('a zone', () => {
  it.each<[string, Zone, Destination, boolean]>([
    ['a country', COUNTRY, { country: 'AT' }, true],
    ['no other country', COUNTRY, { country: 'CH' }, false],
    ['every region of a country', COUNTRY, { country: 'DE', region: 'Bayern', postalCode: '80331' }, true],
    ['a region', REGIONS, { country: 'US', region: 'CA' }, true],
    ['a region in other capitals and spaces', REGIONS, { country: 'US', region: ' new  york' }, true],
    ['no other region', REGIONS, { country: 'US', region: 'TX' }, false],
    ['no destination without a region, if it has regions', REGIONS, { country: 'US' }, false],
    ['no region of another country', REGIONS, { country: 'MX', region: 'CA' }, false],
    ['a postal code that begins with a prefix', PREFIXES, { country: 'GB', postalCode: 'sw1y 4jh' }, true],
    ['a postal code with hyphens', PREFIXES, { country: 'GB', postalCode: 'KA27-8AA' }, true],
    ['no other postal code', PREFIXES, { country: 'GB', postalCode: 'EC1A 1BB' }, false],
    ['no destination without a postal code, if it has prefixes', PREFIXES, { country: 'GB' }, false],
    ['a place with region and prefix', BOTH, { country: 'US', region: 'AK', postalCode: '99501' }, true],
    ['no place with only the region', BOTH, { country: 'US', region: 'AK', postalCode: '99701' }, false],
    ['no place with only the prefix', BOTH, { country: 'US', region: 'CA', postalCode: '99501' }, false],
  ])('contains %s', (_what, zone, destination, isContained) => {
    expect(deliversTo([zone], destination)).toBe(isContained);
  });

  it('is one of several', () => {
    expect(deliversTo([COUNTRY, PREFIXES], { country: 'GB', postalCode: 'HS1 2AA' })).toBe(true);
    expect(deliversTo([], { country: 'GB' })).toBe(false);
  });
});
