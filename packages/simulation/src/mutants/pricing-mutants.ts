// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are patterns of sources.
import { inSource } from './mutant.ts';

const LIMITED = 'a code is held and used no more often than its limits';
const COUNTED = 'counters of codes are their uses';
const FOLLOWS = 'codes of an order follow from its outcome';
const RELEASE = 'services/pricing release';

export const pricingMutants = [
  inSource(
    'events about codes of an order have the ids of events of the order',
    'no two events have one id',
    {
      in: 'services/pricing toUseEvents',
      find: '{ source, name: `${commit.id}/codes` }',
      replace: '{ source }',
    },
  ),
  inSource('a use of a code is counted without a condition', LIMITED, {
    in: 'services/pricing takes',
    find: "'codeVersion = :version AND (attribute_not_exists(#limit) OR taken < #limit)'",
    replace: "'codeVersion = :version AND (attribute_not_exists(#limit) OR attribute_exists(#limit))'",
  }),
  inSource('uses by a customer are counted without a condition', LIMITED, {
    in: 'services/pricing takes',
    find: "'attribute_not_exists(taken) OR taken < :limit'",
    replace: "'attribute_not_exists(taken) OR taken < :limit OR attribute_exists(taken)'",
  }),
  inSource('a release of codes that comes first leaves no tombstone', FOLLOWS, {
    in: RELEASE,
    find: "case 'none': return { events: [{ type: 'CodesBarred' }] };",
    replace: "case 'none': return { events: [] };",
  }),
  inSource('released codes stay counted', COUNTED, {
    in: 'services/pricing countsOf',
    find: '{ taken: -1, used: $used }',
    replace: '{ taken: 0, used: $used }',
  }),
  inSource('uses by a customer are not given back', COUNTED, {
    in: 'services/pricing countsOf',
    find: '{ taken: -1 }',
    replace: '{ taken: 0 }',
  }),
  inSource('a late hold is counted after a release', COUNTED, {
    in: 'services/pricing hold',
    find: `case 'none': return holdFirst($$$facts);
      case 'held': case 'used': return $same;
      case 'released': case 'barred': return $rejected;`,
    replace: `case 'none': case 'barred': return holdFirst($$$facts);
      case 'held': case 'used': return $same;
      case 'released': return $rejected;`,
  }),
  inSource('used codes are not released', FOLLOWS, {
    in: RELEASE,
    find: "case 'held': case 'used': return $released;",
    replace: "case 'used': return { events: [] }; case 'held': return $released;",
  }),
  inSource('a code is refused while a counter has room', 'a code with uses left is not refused', {
    in: 'services/pricing refusalOf',
    find: '($taken ?? 0) >= $limit',
    replace: '($taken ?? 0) + 1 >= $limit',
  }),
];
