// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const NOT_READ = 'nobody reads the data of an erased person after five minutes';
const NOT_FOUND = 'no projection has what identifies an erased person';
const UNCHANGED = 'an erasure changes no total and no entry of the ledger';
const STAYS = 'an erased person stays erased after a restore';
const ENDS = 'an erasure ends with its certificate';

/** Bugs of erasures. */
export const erasureMutants = [
  inSource('the key of an erased person is cached for ever', NOT_READ, {
    in: 'packages/personal-data createCache',
    find: 'ttl: MAX_AGE_MS',
    replace: 'ttl: 1000 * MAX_AGE_MS',
  }),
  inSource('a restricted key opens an order for everybody', NOT_READ, {
    in: 'packages/personal-data createSubjectKeys',
    find: '$restricted ? $subject : withoutRestricted($subject)',
    replace: '$subject',
  }),
  inSource('the projection of an erased order is not rewritten', NOT_FOUND, {
    in: 'services/orders erasePersonalData',
    find: "$order.erasedAt === undefined ? [{ type: 'PersonalDataErased' }] : []",
    replace: '[]',
  }),
  inSource('a guest who was erased is still found by the hash of the address', NOT_FOUND, {
    in: 'services/orders projectOrder',
    find: 'if ($state.erasedAt !== undefined || $state.corrections !== undefined) await removeFormerGuest($state, $deps);',
    replace: '',
  }),
  inSource('a restore is not followed by the erasure list', STAYS, {
    in: 'services/customers applyErasures',
    find: 'for (const $erasure of $unapplied) await $erase($erasure);',
    replace: '',
  }),
  inSource('an erased order loses its lines', UNCHANGED, {
    in: 'services/orders withoutPerson',
    find: 'updatedAt: $erasedAt',
    replace: 'updatedAt: $erasedAt, lines: []',
  }),
  inSource('an erasure is never complete', ENDS, {
    in: 'services/customers completeErasure',
    find: "status: 'completed'",
    replace: "status: 'running'",
  }),
];
