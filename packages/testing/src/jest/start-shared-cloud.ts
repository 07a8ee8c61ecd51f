import { startSharedCloud } from '../cloud/with-cloud.ts';

/** Jest's `globalSetup` of the end-to-end specs that share a cloud. */
export default startSharedCloud;
