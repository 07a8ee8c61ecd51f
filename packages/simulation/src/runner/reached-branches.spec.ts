import { describe, expect, it } from '@jest/globals';
import { refusalIn } from './reached-branches.ts';

describe('A line of a log', () => {
  it('tells of a command that was refused', () => {
    const line = JSON.stringify({
      level: 'INFO',
      message: 'command answered',
      outcome: 'rejected',
      service: 'payments',
      type: 'AuthorizePayment',
      code: 'CARD_EXPIRED',
    });
    expect(refusalIn(`${line}\n`)).toBe('payments refuses: CARD_EXPIRED');
  });

  it.each(['', 'not json', '{"message":"message failed"}', '{"message":"command answered"}'])(
    'tells of nothing else: %s',
    (line) => {
      expect(refusalIn(line)).toBeUndefined();
    },
  );
});
