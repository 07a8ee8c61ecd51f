import { createHash } from 'node:crypto';
import { isSignatureOf, publicKeyOf, signDigest } from './signatures.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');
// RFC 6979, A.2.5: P-256, SHA-256, the message "sample".
const PRIVATE_KEY = hex('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721');
const PUBLIC_X = '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6';
const PUBLIC_Y = '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299';
const R = 'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716';
const S = 'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8';
/** The order of the curve less S: the other signature of the same message. */
const OTHER_S = '0834E36AD29A83BF2BC9385E491D6099C8FDF9D1ED67AA7EA5F51F93782857A9';
const digest = createHash('sha256').update('sample').digest();
// A first byte of 8 or more needs a zero before it (X.690, 8.3).
const der = (r: string, s: string) => {
  const integers = [r, s].map((digits) => {
    const padded = digits >= '8' ? `00${digits}` : digits;
    return `02${(padded.length / 2).toString(16)}${padded}`;
  });
  const content = integers.join('');
  return hex(`30${(content.length / 2).toString(16)}${content}`);
};

describe('a signature of P-256', () => {
  it('is the one of RFC 6979', () => {
    expect(signDigest(PRIVATE_KEY, digest)).toEqual(der(R, S));
  });

  it('is verified, with either value of s', () => {
    expect(isSignatureOf(PRIVATE_KEY, digest, der(R, S))).toBe(true);
    expect(isSignatureOf(PRIVATE_KEY, digest, der(R, OTHER_S))).toBe(true);
  });

  it.each([
    ['another digest', createHash('sha256').update('other').digest(), der(R, S)],
    ['its integers in another order', digest, der(S, R)],
    ['a byte after its end', digest, Buffer.concat([der(R, S), Buffer.of(0)])],
    ['nothing', digest, Buffer.alloc(0)],
  ])('is not verified with %s', (_, other, signature) => {
    expect(isSignatureOf(PRIVATE_KEY, other, signature)).toBe(false);
  });

  it('has a public key in SubjectPublicKeyInfo', () => {
    // The head names id-ecPublicKey and prime256v1 (RFC 5480).
    const head = '3059301306072A8648CE3D020106082A8648CE3D030107034200';
    expect(publicKeyOf(PRIVATE_KEY)).toEqual(hex(`${head}04${PUBLIC_X}${PUBLIC_Y}`));
  });
});
