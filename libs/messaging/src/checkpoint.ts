/** How far a relay has come in the log of its service. */
export interface Checkpoint {
  read(): Promise<number>;
  write(position: number): Promise<void>;
}
