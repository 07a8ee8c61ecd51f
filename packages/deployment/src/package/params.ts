import { IGNORE_ALARMS, SIMULATED_PAYMENTS } from '../plan/assess-stage.ts';

/** Options that become parameters of a package. */
type PackageValues = {
  readonly role?: string | undefined;
  readonly boundary?: string | undefined;
  readonly acceptSimulatedPayments?: true | undefined;
  readonly ignoreAlarms?: true | undefined;
};

/** Takes options; returns `name=value` for `serverless --param`. */
export function toParams({
  role,
  boundary,
  acceptSimulatedPayments,
  ignoreAlarms,
}: PackageValues): readonly string[] {
  return [
    ...(role === undefined ? [] : [`deploymentRole=${role}`]),
    ...(boundary === undefined ? [] : [`permissionsBoundary=${boundary}`]),
    ...(acceptSimulatedPayments ? [SIMULATED_PAYMENTS] : []),
    ...(ignoreAlarms ? [IGNORE_ALARMS] : []),
  ];
}
