/** Facts that must be on record before anything else happens. */
export interface Unwritten {
  /**
   * Writes a fact now, or keeps it when the store is away: what happened on the site is what the
   * caller has to hear of, not that it could not be written down.
   */
  write(fact: () => Promise<void>): Promise<void>;
  /** Writes what is kept, in its order; throws the store's error while it is away. */
  flush(): Promise<void>;
}

/** Nothing is kept yet. Facts may be written twice when only the reply was lost. */
export function createUnwritten(): Unwritten {
  const kept: (() => Promise<void>)[] = [];
  let flushing: Promise<void> = Promise.resolve();

  async function writeKept(): Promise<void> {
    for (let fact = kept[0]; fact !== undefined; fact = kept[0]) {
      await fact();
      kept.shift();
    }
  }

  function flush(): Promise<void> {
    const turn = flushing.then(writeKept);
    // One after the other; whoever asked for this one gets its failure.
    flushing = turn.catch(() => undefined);
    return turn;
  }

  return {
    async write(fact) {
      kept.push(fact);
      try {
        await flush();
      } catch {
        // It stays kept: the next flush writes it or throws, and nothing happens before that.
      }
    },
    flush,
  };
}
