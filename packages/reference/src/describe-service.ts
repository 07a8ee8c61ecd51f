/** What the services are, in the reference's words. */
const SERVICES: Readonly<Record<string, string>> = {
  catalog: 'Products, their variants (SKUs), prices and categories.',
  inventory: 'Stock for each SKU and location, and the reservations that hold it.',
  orders: 'The order, from being placed to its end, with all that happened to it.',
  payments: 'Payments, behind payment providers, and their double-entry ledger.',
  platform: 'The log of every event that a service published.',
};

/**
 * What a service is, in a sentence.
 *
 * @param service by the name of its folder
 */
export function describeService(service: string): string {
  return SERVICES[service] ?? `The service ${service}.`;
}
