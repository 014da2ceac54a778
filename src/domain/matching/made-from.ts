import type { WorkReading } from './reading.ts';

const ABOUT_THE_WORK =
  /\b(?:summary|study guide|analysis of|cliffs?\s?notes|sparknotes|workbook|companion to|excerpt|sample|preview|teaser|prologue|first chapters?|chapters? (?:one|1)\b|fan[\s-](?:made|reading)|trivia|deleted scenes?|bonus (?:content|material|scenes?|chapters?)|interview|making of|soundtrack|conversation starters|key takeaways|book club kit)\b/iu;
/** The same title, told anew and shorter. */
const FOR_THE_YOUNG =
  /\b(?:(?:adapted|adaptation|abridged|edition|version|edited|retold|rewritten)\s+for\s+(?:the\s+)?(?:young|younger|teens?|teenagers?|kids|children|middle[\s-]grade|students?)\b|(?:young(?:er)?\s+(?:reader|people|adult)|junior|student|children|kid|teen|middle[\s-]grade)(?:['’]?s['’]?|s)?\s+(?:edition|version|adaptation)\b|(?:young\s+readers?['’]?s?['’]?)\s*[)\]]|retold\s+by\b|graphic\s+novel\b)/iu;

/** True when what is offered is about the wanted work, a piece of it, or made from it for children. */
export function isMadeFromTheWork(wanted: WorkReading, offered: WorkReading): boolean {
  const [text, own] = [textOf(offered), textOf(wanted)];
  return [ABOUT_THE_WORK, FOR_THE_YOUNG].some((sign) => sign.test(text) && !sign.test(own));
}

function textOf({ written }: WorkReading): string {
  return `${written.title} ${written.subtitle ?? ''}`;
}
