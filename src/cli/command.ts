import type { Command } from 'commander';
import { createLogger } from '../logger.ts';
import { type Config, secretsOf } from '../config.ts';
import { openSession, type Session } from './session.ts';
import type { Terminal } from './terminal.ts';
import { troubleOf, troubleText } from './troubles.ts';

/** What a command's few lines get to work with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly session: Session;
  readonly json: boolean;
  /** Writes the command's one answer: as JSON when asked for, else the text. */
  readonly print: (value: unknown, text: string) => void;
}

/** Answers the exit code. */
export type Action = (context: CommandContext) => Promise<number>;

/** Runs commands in one terminal, and remembers how the last one ended. */
export interface Runner {
  readonly terminal: Terminal;
  exitCode: number;
}

/** Adds what every command has: `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'answer in JSON');
}

/** Opens what a command needs, runs it, closes it; an error becomes a sentence and an exit code. */
export async function act(
  runner: Runner,
  options: { readonly json?: boolean },
  action: Action,
): Promise<void> {
  const { terminal } = runner;
  const json = options.json === true;
  let session: Session | undefined;
  try {
    session = await openSession(terminal);
    const print = (value: unknown, text: string) => {
      terminal.out.write(`${json ? JSON.stringify(value, null, 2) : text.trimEnd()}\n`);
    };
    runner.exitCode = await action({ terminal, session, json, print });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.isFault) await logFault(session?.config, error);
    const { kind, message, remedy } = trouble;
    if (json) terminal.out.write(`${JSON.stringify({ error: { kind, message, remedy } })}\n`);
    terminal.err.write(`${troubleText(trouble)}\n`);
    runner.exitCode = trouble.exitCode;
  } finally {
    await session?.close();
  }
}

async function logFault(config: Config | undefined, error: unknown): Promise<void> {
  if (config === undefined) return;
  const logger = createLogger({
    level: config.logLevel,
    logsDir: config.paths.logs,
    timeZone: config.timeZone,
    pretty: false,
    secrets: secretsOf(config),
  });
  logger.error({ error }, 'a command failed');
  await logger.close();
}
