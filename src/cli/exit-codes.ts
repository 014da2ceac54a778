/** What the command line ends with. */
export const EXIT = {
  /** It was done; a run that was followed completed. */
  done: 0,
  /**
   * It was asked rightly and could not be done as things stand (a name that nobody knows, a server
   * that is away), or the run that was followed stopped, failed or was cancelled.
   */
  failed: 1,
  /** It can't be done however things stand: the words, the files or the settings are wrong. */
  usage: 2,
  /** The person let go of a run, which goes on: nobody knows yet how it ends. */
  detached: 130,
} as const;
