import type { NewMethod } from './create.ts';

export const METHOD_ID = 'shm_01JD3XK8WQ4N6T2B9V5M7R0C1E';

/** A shipping method as a caller sends it. */
export const POST: NewMethod = {
  status: 'active',
  name: 'Standard',
  taxClass: 'standard',
  days: { min: 2, max: 4 },
  cutOff: { time: '14:00', timeZone: 'Europe/London' },
  zones: [{ countries: ['GB'] }],
  rates: [{ currency: 'GBP', minor: 395, freeAboveMinor: 5_000 }],
  displayOrder: 10,
};
