import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-limit.ts';

describe('exceedsPayloadLimit', () => {
  it.each([
    ['a', MAX_PAYLOAD_BYTES, false],
    ['a', MAX_PAYLOAD_BYTES + 1, true],
    ['é', MAX_PAYLOAD_BYTES / 2, false],
    ['é', MAX_PAYLOAD_BYTES / 2 + 1, true],
    ['€', Math.floor(MAX_PAYLOAD_BYTES / 3), false],
    ['€', Math.floor(MAX_PAYLOAD_BYTES / 3) + 1, true],
    ['a', 10, false],
  ])('counts bytes: for %s × %d it returns %s', (character, count, exceeds) => {
    expect(exceedsPayloadLimit(character.repeat(count))).toBe(exceeds);
  });
});
