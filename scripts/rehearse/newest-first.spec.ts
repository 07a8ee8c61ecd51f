import { newestFirst } from './newest-first.ts';

const event = (status: string, time: string) =>
  `<member><ResourceStatus>${status}</ResourceStatus><Timestamp>${time}</Timestamp></member>`;
const answer = (...events: string[]) => `<StackEvents>\n${events.join('')}</StackEvents>`;

describe('The events of a stack', () => {
  it('come with the newest first, those of one millisecond too', () => {
    const [began, made, ended] = [
      event('BEGAN', '08.119Z'),
      event('MADE', '08.119Z'),
      event('ENDED', '08.119Z'),
    ];
    const [older, newer] = [event('OLDER', '07.500Z'), event('NEWER', '09.001Z')];
    expect(newestFirst(answer(newer, began, made, ended, older))).toBe(
      answer(newer, ended, made, began, older),
    );
  });

  it('are none where the stack is not there', () => {
    const refused = '<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>';
    expect(newestFirst(refused)).toBe(refused);
  });
});
