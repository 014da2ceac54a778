import { z } from 'zod';
import type { LogLevel, QueueMode } from './shape.ts';

const LEVELS: Readonly<Record<string, LogLevel>> = {
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
};

export function logLevel(): z.ZodType<LogLevel, string> {
  return z.string().transform((text, context) => {
    const level = LEVELS[text.trim().toLowerCase()];
    if (level !== undefined) return level;
    const params = { remedy: 'Write debug, info, warn or error.' };
    context.addIssue({ code: 'custom', message: 'is not a log level', params });
    return z.NEVER;
  });
}

export function queueMode(): z.ZodType<QueueMode, string> {
  return z.string().transform((text, context) => {
    const mode = text.trim().toLowerCase();
    if (mode === 'auto' || mode === 'propose') return mode;
    const params = { remedy: 'Write auto or propose.' };
    context.addIssue({ code: 'custom', message: 'is neither auto nor propose', params });
    return z.NEVER;
  });
}

export function timeZone(): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .refine(isTimeZone, {
      message: 'is not a time zone',
      params: { remedy: 'Write a name such as UTC, Europe/Berlin or America/New_York.' },
    });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
