import { parseNewService } from './options.ts';

const service = (...args: readonly string[]) => {
  const asked = parseNewService(args);
  if (asked === 'help') throw new Error('help');
  return asked.service;
};

describe('The names of a new service', () => {
  it.each([
    ['carts', 'cart', 'car'],
    ['categories', 'category', 'cat'],
    ['shipping', 'shipping', 'shi'],
    ['addresses', 'address', 'add'],
  ])('follow from %s', (name, singular, prefix) => {
    expect(service(name)).toMatchObject({ name, singular, prefix });
  });

  it('can be given', () => {
    expect(service('returns', '--singular', 'rma', '--prefix', 'rtn', '--about', 'What comes back.')).toEqual(
      {
        name: 'returns',
        singular: 'rma',
        prefix: 'rtn',
        about: 'What comes back.',
      },
    );
  });

  it.each([
    [['Carts'], '«Carts» is not 2 to 30 lower-case letters'],
    [['gift-cards'], '«gift-cards» is not 2 to 30 lower-case letters'],
    [['shared'], '«shared» is reserved'],
    [['returns'], '«return» is reserved: name one of them with --singular'],
    [['carts', '--prefix', 'c1'], 'c1 is no prefix'],
    [['carts', '--about', "Ada's"], '--about is one line'],
    [[], 'give it one name'],
    [['carts', 'wishes'], 'give it one name'],
  ])('are refused: %j', (args, why) => {
    expect(() => parseNewService(args)).toThrow(why);
  });
});
