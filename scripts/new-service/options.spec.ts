import { toNewService } from './options.ts';

describe('the names of a new service', () => {
  it.each([
    ['carts', 'cart', 'car'],
    ['categories', 'category', 'cat'],
    ['shipping', 'shipping', 'shi'],
    ['addresses', 'address', 'add'],
  ])('follow from %s', (name, singular, prefix) => {
    expect(toNewService(name, {})).toMatchObject({ name, singular, prefix });
  });

  it('can be set by options', () => {
    const options = { singular: 'rma', prefix: 'rtn', about: 'What comes back.' };
    expect(toNewService('returns', options)).toEqual({ name: 'returns', ...options });
  });

  it.each([
    ['Carts', {}, '"Carts" must be 2 to 30 lower-case letters'],
    ['gift-cards', {}, '"gift-cards" must be 2 to 30 lower-case letters'],
    ['shared', {}, '"shared" is reserved'],
    ['returns', {}, '"return" is reserved: name one aggregate with --singular'],
    ['carts', { prefix: 'c1' }, '--prefix must be three lower-case letters, not "c1"'],
    ['carts', { about: "Ada's" }, '--about must be one line'],
  ])('are rejected: %s %j', (name, options, why) => {
    expect(() => toNewService(name, options)).toThrow(why);
  });
});
