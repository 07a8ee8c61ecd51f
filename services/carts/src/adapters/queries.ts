import { createReadOffers, type ReadOffers } from './catalog.ts';
import { createReadGroups, type ReadGroups } from './customers.ts';
import { createReadStock, type ReadStock } from './inventory.ts';
import type { Invoke } from './invoke.ts';
import { createReadTerms, type ReadTerms } from './pricing.ts';
import { createReadMethods, type ReadMethods } from './shipping.ts';
import { type CalculateTaxes, createCalculateTaxes } from './taxes.ts';

/** Queries of other services, of which the money of a cart is made. */
export type Queries = {
  readonly readOffers: ReadOffers;
  readonly readTerms: ReadTerms;
  readonly readMethods: ReadMethods;
  readonly calculateTaxes: CalculateTaxes;
  readonly readStock: ReadStock;
  readonly readGroups: ReadGroups;
};

/** @param names names of the functions, with their aliases */
export function createQueries(
  invoke: Invoke,
  names: {
    readonly offers: string;
    readonly terms: string;
    readonly methods: string;
    readonly taxes: string;
    readonly stock: string;
    readonly groups: string;
  },
): Queries {
  return {
    readOffers: createReadOffers(invoke, names.offers),
    readTerms: createReadTerms(invoke, names.terms),
    readMethods: createReadMethods(invoke, names.methods),
    calculateTaxes: createCalculateTaxes(invoke, names.taxes),
    readStock: createReadStock(invoke, names.stock),
    readGroups: createReadGroups(invoke, names.groups),
  };
}
