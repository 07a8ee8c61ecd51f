/**
 * Regions for which the templates of a stage are checked: the default region, and one that has fewer services. cfn-lint
 * reads every template again for each region, so that all regions would take several minutes.
 */
export const REGIONS: readonly string[] = ['us-east-1', 'eu-central-1'];

/** The only region of `.github/costs.yml` and `.github/edge.yml`. */
export const GLOBAL_REGION = 'us-east-1';
