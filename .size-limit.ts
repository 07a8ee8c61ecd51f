/** A size limit for the bundle of each function. `size-limit` without `--hide-passed` prints all sizes. */
import { toSizeChecks } from '@tradepost/gates/bundles/size-checks';

export default await toSizeChecks();
