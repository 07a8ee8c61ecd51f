import { accessMutants } from './access-mutants.ts';
import { boundsMutants } from './bounds-mutants.ts';
import { budgetsMutants } from './budgets-mutants.ts';
import { bundlesMutants } from './bundles-mutants.ts';
import { callersMutants } from './callers-mutants.ts';
import { cartHoldsMutants } from './cart-holds-mutants.ts';
import { cartsMutants } from './carts-mutants.ts';
import { claimsMutants } from './claims-mutants.ts';
import { correctionMutants } from './correction-mutants.ts';
import { erasureMutants, profileMutants } from './erasure-mutants.ts';
import { hotSkuMutants } from './hot-sku-mutants.ts';
import { houseMutants } from './house-mutants.ts';
import { inventoryMutants } from './inventory-mutants.ts';
import { messagesMutants } from './messages-mutants.ts';
import type { Mutant } from './mutant.ts';
import { operationsMutants } from './operations-mutants.ts';
import { ordersMutants } from './orders-mutants.ts';
import { paymentsMutants } from './payments-mutants.ts';
import { personalDataMutants } from './personal-data-mutants.ts';
import { pricingMutants } from './pricing-mutants.ts';
import { publishingMutants } from './publishing-mutants.ts';
import { reactingMutants } from './reacting-mutants.ts';
import { shippingMutants } from './shipping-mutants.ts';
import { storeMutants } from './store-mutants.ts';
import { templateMutants } from './template-mutants.ts';

/** All bugs that the simulation must catch. */
export const MUTANTS: readonly Mutant[] = [
  ...inventoryMutants,
  ...hotSkuMutants,
  ...cartHoldsMutants,
  ...bundlesMutants,
  ...paymentsMutants,
  ...pricingMutants,
  ...cartsMutants,
  ...ordersMutants,
  ...houseMutants,
  ...accessMutants,
  ...callersMutants,
  ...personalDataMutants,
  ...claimsMutants,
  ...correctionMutants,
  ...erasureMutants,
  ...profileMutants,
  ...publishingMutants,
  ...shippingMutants,
  ...storeMutants,
  ...messagesMutants,
  ...boundsMutants,
  ...budgetsMutants,
  ...operationsMutants,
  ...templateMutants,
  ...reactingMutants,
];
