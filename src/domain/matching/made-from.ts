import { isForTheYoung } from '../title-noise.ts';
import type { WorkReading } from './reading.ts';

const ABOUT_THE_WORK =
  /\b(?:summary|study guide|analysis of|cliffs?\s?notes|sparknotes|workbook|companion to|excerpt|sample|preview|teaser|prologue|first chapters?|chapters? (?:one|1)\b|fan[\s-](?:made|reading)|trivia|deleted scenes?|bonus (?:content|material|scenes?|chapters?)|interview|making of|soundtrack|conversation starters|key takeaways|book club kit)\b/iu;
/** True when what is offered is about the wanted work, a piece of it, or made from it for children. */
export function isMadeFromTheWork(wanted: WorkReading, offered: WorkReading): boolean {
  const [text, own] = [textOf(offered), textOf(wanted)];
  if (isForTheYoung(text) && !isForTheYoung(own)) return true;
  return ABOUT_THE_WORK.test(text) && !ABOUT_THE_WORK.test(own);
}

function textOf({ written }: WorkReading): string {
  return `${written.title} ${written.subtitle ?? ''}`;
}
