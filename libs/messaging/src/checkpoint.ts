/** How far somebody has come who goes through a log: a position, 0 before the first. */
export interface Checkpoint {
  read(): Promise<number>;
  write(position: number): Promise<void>;
}
