/** A place at which a service's process came to an end, or hung. `when` in milliseconds since 1970. */
export interface Hit {
  readonly service: string;
  readonly at: string;
  readonly pid: number;
  readonly when: number;
}
export interface RegionAtRisk {
  /** The folder of everything it keeps, and the region's own in it. */
  readonly home: string;
  readonly folder: string;
  /** `host:port` of the broker, and the region's name, with which its topics begin. */
  readonly kafka: string;
  readonly name: string;
  readonly mllp: { readonly host: string; readonly port: number };
  readonly environment: NodeJS.ProcessEnv;
  order(service: string, at: string, does: 'end' | 'hang'): void;
  withdraw(service: string): void;
  hits(): readonly Hit[];
  kill(name: string): void;
  begin(name: string): Promise<void>;
  stopService(service: string): Promise<boolean>;
  startService(service: string): unknown;
  behind(most: number): Promise<readonly string[]>;
  rms(...args: readonly string[]): Promise<{ readonly status: number; readonly lines: readonly string[]; readonly err: string }>;
  residentMegabytes(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}
export function openRegionAtRisk(how?: { readonly isBreakable?: boolean; readonly only?: readonly string[] }): Promise<RegionAtRisk>;
