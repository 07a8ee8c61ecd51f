import { functionNameOf } from './function-name.ts';

describe('functionNameOf', () => {
  it('returns the name from an ARN with a qualifier', () => {
    expect(functionNameOf('arn:aws:lambda:us-east-1:000000000000:function:orders-place:live')).toBe(
      'orders-place',
    );
  });
  it('returns a bare name unchanged', () => {
    expect(functionNameOf('orders-place')).toBe('orders-place');
  });
});
