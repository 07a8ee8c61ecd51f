import { stopSharedCloud } from '../cloud/with-cloud.ts';

/** Jest's `globalTeardown` of the end-to-end specs that share a cloud. */
export default stopSharedCloud;
