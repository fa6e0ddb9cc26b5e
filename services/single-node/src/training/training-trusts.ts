/** The invented trusts of the training region, by code. */
export const trainingTrusts: Readonly<Record<string, string>> = { ZT001: 'Northmoor Hospitals', ZT002: 'Saltmarsh Coast Hospitals' };

export const trustName = (ods: string): string => trainingTrusts[ods] ?? ods;
