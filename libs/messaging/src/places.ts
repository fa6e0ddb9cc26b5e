/** How far one consumer has come in one partition of a topic, kept with its read model so that both are lost or kept together. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  /** The next offset to read. */
  readonly offset: string;
  /** Position in the owner's log through which everything of this partition has been dealt with. */
  readonly through: number;
}

export interface Places {
  read(topics: readonly string[]): Promise<readonly Place[]>;
  write(place: Place): Promise<void>;
}
