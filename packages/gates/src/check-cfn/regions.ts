const DEFAULT_REGION = 'us-east-1';
/** A region that has fewer services than the default one. */
const SMALLER_REGION = 'eu-central-1';

/**
 * Region for which the templates of a stage are checked. cfn-lint reads a template again for each region, about three seconds
 * for each, so every template is checked for one. `prod` has all resources that another stage has.
 */
export const REGION_OF: Readonly<Record<string, string>> = {
  dev: DEFAULT_REGION,
  staging: DEFAULT_REGION,
  prod: SMALLER_REGION,
};

/** Both regions, for the templates that a person deploys. */
export const REGIONS: readonly string[] = [DEFAULT_REGION, SMALLER_REGION];

/** The only region of `.github/costs.yml` and `.github/edge.yml`. */
export const GLOBAL_REGION = 'us-east-1';
