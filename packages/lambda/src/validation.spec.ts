import { unknownType } from './messages/queue.ts';

describe('ValidationError', () => {
  it('does not contain a card number that was sent as the type of a message', () => {
    expect(unknownType('4242424242424242').message).toBe('#/type (redacted) is not accepted by this queue');
  });
});
