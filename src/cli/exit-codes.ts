/** What the command line ends with. */
export const EXIT = {
  /** It was done; a run that was followed completed. */
  done: 0,
  /** It could not be done, or the run that was followed stopped, failed or was cancelled. */
  failed: 1,
  /** It was asked wrongly, or the settings are wrong. */
  usage: 2,
  /** The person let go of a run, which goes on: nobody knows yet how it ends. */
  detached: 130,
} as const;
