import { createSharedKeySeals } from './shared-key.ts';

const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);
const context = { ownerId: 'pay_1', seal: 'payment-token', schema: 1 };
const sealsOf = (...values: readonly string[]) => {
  const reads: (string | undefined)[] = [];
  const seals = createSharedKeySeals(async (rejected) => {
    reads.push(rejected);
    return values[Math.min(reads.length, values.length) - 1] ?? '';
  }, 'payment-token/v1');
  return { ...seals, reads };
};

describe('the seals of a shared key', () => {
  it('are opened by the other service', async () => {
    const sealed = await sealsOf(NEW).seal(context, 'tok_approved');
    await expect(sealsOf(NEW).open(context, sealed)).resolves.toBe('tok_approved');
    expect(sealed).toMatch(/^s1\.[\w-]{8}\.[\w-]+$/);
  });

  it('are opened after the key was replaced, until the key before it is removed', async () => {
    const sealed = await sealsOf(OLD).seal(context, 'tok_approved');
    await expect(sealsOf(`${NEW} ${OLD}`).open(context, sealed)).resolves.toBe('tok_approved');
    await expect(sealsOf(NEW).open(context, sealed)).rejects.toThrow('not in the secret');
  });

  it('are opened by a service that has not read the new key yet, which reads it then', async () => {
    const sealed = await sealsOf(`${NEW} ${OLD}`).seal(context, 'tok_approved');
    const late = sealsOf(OLD, `${NEW} ${OLD}`);
    await expect(late.open(context, sealed)).resolves.toBe('tok_approved');
    expect(late.reads).toEqual([undefined, OLD]);
  });

  it('cannot be opened for another payment, or another purpose', async () => {
    const sealed = await sealsOf(NEW).seal(context, 'tok_approved');
    await expect(sealsOf(NEW).open({ ...context, ownerId: 'pay_2' }, sealed)).rejects.toThrow(
      'cannot be decrypted',
    );
    const other = createSharedKeySeals(async () => NEW, 'another/v1');
    await expect(other.open(context, sealed)).rejects.toThrow('cannot be decrypted');
  });

  it('need a secret with a key', async () => {
    await expect(sealsOf(' ').seal(context, 'tok_approved')).rejects.toThrow('has no key');
  });
});
