import type { Problems } from '../rejection.ts';

export const customerProblems = {
  CUSTOMER_NOT_FOUND: { status: 404, title: 'There is no such customer' },
  ADDRESS_NOT_FOUND: { status: 404, title: 'The customer has no such address' },
  EMAIL_CHANGE_NOT_FOUND: {
    status: 404,
    title: 'There is no e-mail change to confirm: it expired, or too many codes were wrong',
  },
  NO_VERIFIED_EMAIL: { status: 409, title: 'The customer has no verified e-mail address' },
  EMAIL_TAKEN: { status: 409, title: 'Another account has this e-mail address' },
  EMAIL_CHANGE_LIMIT: { status: 409, title: 'Too many e-mail changes were requested within an hour' },
  EMAIL_CODE_WRONG: { status: 422, title: 'The code is not the one that was sent' },
  EMAIL_OF_ACCOUNT: {
    status: 409,
    title: 'The customer has an account, and changes its e-mail address themselves',
  },
  TOO_MANY_CONSENTS: { status: 422, title: 'The customer has as many consents as one customer may have' },
  TOO_MANY_ADDRESSES: { status: 422, title: 'The customer has as many addresses as one customer may have' },
} as const satisfies Problems;
