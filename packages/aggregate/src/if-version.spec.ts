import type { Command } from './aggregate.ts';
import { ifVersion } from './if-version.ts';

type Lamp = { readonly isOn: boolean };
type LampEvent = { readonly type: 'TurnedOn'; readonly at: string };

const turnOn: Command<Lamp, LampEvent, { readonly code: 'LAMP_BROKEN' }> = ({ isOn }) => ({
  events: isOn ? [] : [{ type: 'TurnedOn' }],
});
const broken: typeof turnOn = () => ({ rejection: { code: 'LAMP_BROKEN' } });
const at = '2026-01-01T12:00:00.000Z';

describe('ifVersion', () => {
  it.each([
    ['no version', undefined, 3],
    ['no version of a missing aggregate', undefined, -1],
    ['the current version', [2, 3], 3],
    ['any version', '*' as const, 3],
  ])('executes the command if the caller names %s', (_what, accepted, version) => {
    expect(ifVersion(accepted, turnOn)({ isOn: false }, { version, at })).toEqual({
      events: [{ type: 'TurnedOn' }],
    });
  });

  it.each([
    ['other versions', [1, 2], 3],
    ['any version of a missing aggregate', '*' as const, -1],
  ])('rejects the command if the caller names %s', (_what, accepted, version) => {
    expect(ifVersion(accepted, turnOn)({ isOn: false }, { version, at })).toEqual({
      rejection: { code: 'PRECONDITION_FAILED', currentVersion: version },
    });
  });

  it("returns the command's own rejection first", () => {
    expect(ifVersion([1], broken)({ isOn: false }, { version: 3, at })).toEqual({
      rejection: { code: 'LAMP_BROKEN' },
    });
  });

  it('accepts every version for a repeatable command that has nothing to change', () => {
    const repeat = ifVersion([1], turnOn, { isRepeatable: true });

    expect(repeat({ isOn: true }, { version: 3, at })).toEqual({ events: [] });
    expect(repeat({ isOn: false }, { version: 3, at })).toHaveProperty('rejection');
  });
});
