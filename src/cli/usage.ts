import type { Command, CommanderError } from 'commander';
import { asSentence } from './sentences.ts';

/** A command line that is wrong, as every other trouble is told: what, and what to do. */
export interface UsageTrouble {
  readonly message: string;
  readonly remedy: string;
}

const SEE_HELP = '--help shows what there is';

/** Commander's words (`error: …`, below it `(Did you mean …?)`) as ours. */
export function usageTrouble(text: string): UsageTrouble {
  const [what = '', hint = ''] = text.trim().split('\n');
  const message = what.replace(/^error: /u, '').replace(/\.$/u, '');
  const meant = /^\(Did you mean (.+\?)\)$/u.exec(hint)?.[1];
  return { message, remedy: meant === undefined ? SEE_HELP : `did you mean ${meant} ${SEE_HELP}` };
}

/** The same of what was thrown: of a group of commands that was left alone, commander says nothing. */
export function thrownTrouble({ code, message }: CommanderError): UsageTrouble {
  if (code === 'commander.help') return { message: 'a command is missing', remedy: SEE_HELP };
  return usageTrouble(message);
}

/** One line: `Unknown command 'synk'. Did you mean sync? --help shows what there is.` */
export function usageText(text: string): string {
  const { message, remedy } = usageTrouble(text);
  return `${asSentence(message)} ${asSentence(remedy)}\n`;
}

/** An empty name names nothing, whatever the command: an unset variable of a script, mostly. */
export function refuseEmpty(command: Command): void {
  for (const [nth, argument] of command.registeredArguments.entries()) {
    const given: unknown = command.processedArgs[nth];
    if ([given].flat().some(isEmpty))
      command.error(`error: argument '${argument.name()}' is empty`);
  }
  // What the command and its group both take, commander gives to the group.
  for (let one: Command | null = command; one !== null; one = one.parent) {
    for (const option of one.options) {
      const given: unknown = one.getOptionValue(option.attributeName());
      if (isEmpty(given)) command.error(`error: option '${option.flags}' is empty`);
    }
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}
