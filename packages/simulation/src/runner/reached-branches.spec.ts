import { refusalIn } from './reached-branches.ts';

describe('refusalIn', () => {
  it('returns the branch of a rejected command', () => {
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
    'returns undefined for any other line: %s',
    (line) => {
      expect(refusalIn(line)).toBeUndefined();
    },
  );
});
