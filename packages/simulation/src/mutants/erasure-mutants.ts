// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const NOT_READ = 'nobody reads the data of an erased person after five minutes';
const NOT_FOUND = 'no projection has what identifies an erased person';
const UNCHANGED = 'an erasure changes no total and no entry of the ledger';
const STAYS = 'an erased person stays erased after a restore';
const ENDS = 'an erasure ends with its certificate';
const CLOSED = 'the account of an erased customer is closed';
const HELD = 'nobody is erased while a legal hold is in place';
const SHOWN = 'an erasure that waits for a legal hold is shown as held';
const PUBLISHED = 'each event that concerns others is published';

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
  inSource('a legal hold that is placed while an erasure runs is ignored', HELD, {
    in: 'services/customers erasePerson',
    find: '$customerId !== undefined && (await $holds.find($customerId)) !== undefined',
    replace: 'false',
  }),
  inSource('an erasure that waits for a legal hold is shown as running', SHOWN, {
    in: 'services/customers beginErasure',
    find: "await $requests.save({ ...$request, status: 'held' });",
    replace: '',
  }),
  inSource('the account of whom staff erases stays open', CLOSED, {
    in: 'services/customers beginErasure',
    find: "$request.accountId ?? ($profile?.status === 'registered' ? $profile.accountId : undefined)",
    replace: '$request.accountId',
  }),
  inSource('a closed account stays signed in', CLOSED, {
    in: 'services/customers createAccounts',
    find: 'await $client.send(new AdminUserGlobalSignOutCommand($user));',
    replace: '',
  }),
];

/** Bugs of what customers publish. */
export const profileMutants = [
  inSource('a change of a profile names one part only', 'a published event has what was stored', {
    in: 'services/customers toContractEvents',
    find: '$commit.events.flatMap(changedBy)',
    replace: '$commit.events.slice(0, 1).flatMap(changedBy)',
  }),
  inSource('a removed field of a profile is not published', PUBLISHED, {
    in: 'services/customers changedBy',
    find: '[...Object.keys($event.sealed), ...$event.removed]',
    replace: 'Object.keys($event.sealed)',
  }),
  inSource('a code for another e-mail address is not published', PUBLISHED, {
    in: 'services/customers toContractEvents',
    find: 'return [toCloudEvent(emailChangeRequested, $_data, $attributes)];',
    replace: 'return [];',
  }),
];
