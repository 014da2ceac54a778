import { styleText } from 'node:util';

/** Where text goes: the process's own stream, or a test's. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a command may use of the world around it. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that `.env` is looked for in. */
  readonly cwd: string;
  readonly now: () => Date;
  /** Aborted when the person lets go: Ctrl-C, or SIGTERM. */
  readonly letGo: AbortSignal;
}

/** Paints a text, or leaves it as it is where colours don't belong. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Colours on a terminal only, and never where NO_COLOR is set (https://no-color.org). */
export function paintFor(stream: TextStream, env: NodeJS.ProcessEnv): Paint {
  const isPlain = stream.isTTY !== true || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  if (isPlain) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}
