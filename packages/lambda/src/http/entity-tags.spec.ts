import { parseEntityTags } from './entity-tags.ts';

const strong = (opaque: string) => ({ isWeak: false, opaque });
const weak = (opaque: string) => ({ isWeak: true, opaque });

describe('parseEntityTags', () => {
  it.each<[string, ReturnType<typeof parseEntityTags>]>([
    ['*', '*'],
    [' * ', '*'],
    ['"0"', [strong('0')]],
    ['""', [strong('')]],
    ['W/"0"', [weak('0')]],
    ['"0", "1"', [strong('0'), strong('1')]],
    ['"0","1"\t,W/"2"', [strong('0'), strong('1'), weak('2')]],
    ['"a,b", "c"', [strong('a,b'), strong('c')]],
    ['"W/", "*"', [strong('W/'), strong('*')]],
    [', "0", ,', [strong('0')]],
    ['"é"', [strong('é')]],
  ])('parses %s', (header, tags) => {
    expect(parseEntityTags(header)).toEqual(tags);
  });

  it.each([
    '',
    ' ',
    ',',
    '0',
    '"0',
    '0"',
    'w/"0"',
    'W/ "0"',
    '"0" "1"',
    '"0", 1',
    '*, "0"',
    '"a b"',
    '"a\u0000"',
    "'0'",
  ])('returns undefined for %j', (header) => {
    expect(parseEntityTags(header)).toBeUndefined();
  });

  it('parses 10,000 tags and rejects 10,000 spaces in linear time', () => {
    expect(parseEntityTags('"0",'.repeat(10_000))).toHaveLength(10_000);
    expect(parseEntityTags(`${' '.repeat(10_000)}x`)).toBeUndefined();
  });
});
