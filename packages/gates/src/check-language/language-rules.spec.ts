import { checkTexts } from './language-rules.ts';

describe('checkTexts', () => {
  it.each([
    'The story of an order.',
    'Orders that are passing orders of a saga.',
    'Redrives dead letters.',
    'Puts the letter back.',
    'The redrive desk.',
    'A message that was buried.',
    'Commands have two doors.',
    'Allowed imports between rooms.',
    "The house's rules.",
    'The codes of refusals.',
    'Lets go of the payment.',
    'Gives back the units.',
    'A service says what happened.',
    'The catalogue does not know this SKU.',
    'How to mend it: run pnpm format.',
    'Shopify calls them «committed».',
    'the queue’s name',
    'What the environment says.',
    'Whether debits equal credits.',
  ])('finds the words in "%s"', (text) => {
    expect(checkTexts([{ kind: 'comment', line: 1, text }])).not.toEqual([]);
  });

  it('finds a test name that starts with a condition', () => {
    const [finding] = checkTexts([{ kind: 'test name', line: 3, text: 'When a product is created' }]);

    expect(finding).toMatchObject({ line: 3, found: 'When' });
  });

  it.each([
    'Slugs have lower-case letters and digits.',
    'An account with room for it.',
    'Returns the rejection of a command.',
    'Where it applies only in a later sentence, as here: what follows is allowed.'.slice(6),
    'URLs of the dead-letter queues.',
  ])('accepts "%s"', (text) => {
    expect(checkTexts([{ kind: 'comment', line: 1, text }])).toEqual([]);
  });
});
