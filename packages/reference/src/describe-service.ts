/** Descriptions of the services in the reference. */
const SERVICES: Readonly<Record<string, string>> = {
  catalog: 'Products, their variants (SKUs), prices and categories.',
  inventory: 'Stock for each SKU and location, and the reservations that hold it.',
  operations: 'Dead-letter messages, replays, republications, published events and the timelines of orders.',
  orders: 'Orders from placement to completion, with their events.',
  payments: 'Payments through payment providers, and their double-entry ledger.',
  platform: 'The archive of all published events.',
};

/**
 * Describes a service in one sentence.
 *
 * @param service name of its folder
 */
export function describeService(service: string): string {
  return SERVICES[service] ?? `The service ${service}.`;
}
