import { parseNewService } from './options.ts';

const service = (...args: readonly string[]) => {
  const asked = parseNewService(args);
  if (asked === 'help') throw new Error('help');
  return asked.service;
};

describe('the names of a new service', () => {
  it.each([
    ['carts', 'cart', 'car'],
    ['categories', 'category', 'cat'],
    ['shipping', 'shipping', 'shi'],
    ['addresses', 'address', 'add'],
  ])('follow from %s', (name, singular, prefix) => {
    expect(service(name)).toMatchObject({ name, singular, prefix });
  });

  it('can be set by options', () => {
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
    [['Carts'], '"Carts" must be 2 to 30 lower-case letters'],
    [['gift-cards'], '"gift-cards" must be 2 to 30 lower-case letters'],
    [['shared'], '"shared" is reserved'],
    [['returns'], '"return" is reserved: name one aggregate with --singular'],
    [['carts', '--prefix', 'c1'], '--prefix must be three lower-case letters, not "c1"'],
    [['carts', '--about', "Ada's"], '--about must be one line'],
    [[], 'NAME is missing'],
    [['carts', 'wishes'], 'NAME is missing'],
  ])('are rejected: %j', (args, why) => {
    expect(() => parseNewService(args)).toThrow(why);
  });
});
