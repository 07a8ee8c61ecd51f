import { IGNORE_ALARMS, SIMULATED_PAYMENTS } from '../plan/assess-stage.ts';

/** Options that become parameters of a package. */
type PackageValues = {
  readonly role?: string | undefined;
  readonly boundary?: string | undefined;
  readonly acceptSimulatedPayments?: true | undefined;
  readonly ignoreAlarms?: true | undefined;
};

/** Takes options; returns `name=value` for `serverless --param`. Empty options are left out: workflows pass unset variables. */
export function toParams({
  role,
  boundary,
  acceptSimulatedPayments,
  ignoreAlarms,
}: PackageValues): readonly string[] {
  return [
    ...(role ? [`deploymentRole=${role}`] : []),
    ...(boundary ? [`permissionsBoundary=${boundary}`] : []),
    ...(acceptSimulatedPayments ? [SIMULATED_PAYMENTS] : []),
    ...(ignoreAlarms ? [IGNORE_ALARMS] : []),
  ];
}
