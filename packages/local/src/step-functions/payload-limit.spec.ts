import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from './payload-limit.ts';

describe('When a payload is measured', () => {
  it.each([
    ['a', MAX_PAYLOAD_BYTES, false],
    ['a', MAX_PAYLOAD_BYTES + 1, true],
    ['é', MAX_PAYLOAD_BYTES / 2, false],
    ['é', MAX_PAYLOAD_BYTES / 2 + 1, true],
    ['€', Math.floor(MAX_PAYLOAD_BYTES / 3), false],
    ['€', Math.floor(MAX_PAYLOAD_BYTES / 3) + 1, true],
    ['a', 10, false],
  ])('counts bytes: %s × %d exceeds the limit: %s', (character, count, exceeds) => {
    expect(exceedsPayloadLimit(character.repeat(count))).toBe(exceeds);
  });
});
