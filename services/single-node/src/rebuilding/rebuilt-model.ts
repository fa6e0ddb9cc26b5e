/** Told how far the building of a service's read model is; several are built at once where no service is named. */
export type RebuildProgress = (service: string, at: number, of: number) => void;

/** A read model that was made anew from the history, through a position. */
export interface RebuiltModel {
  readonly service: string;
  readonly through: number;
  /** Why the service does not show it yet. */
  readonly waitsFor?: string;
}
