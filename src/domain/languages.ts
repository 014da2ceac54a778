import { textKey } from './names.ts';

/** Code (ISO 639-1), then every other way in which sources and libraries write the language. */
const LANGUAGES: readonly string[] = [
  'en eng english',
  'de deu ger german deutsch',
  'fr fra fre french francais',
  'es spa spanish espanol castilian castellano',
  'it ita italian italiano',
  'nl nld dut dutch nederlands',
  'pt por portuguese portugues',
  'sv swe swedish svenska',
  'da dan danish dansk',
  'no nor norwegian norsk nb nob bokmal nn nno',
  'fi fin finnish suomi',
  'pl pol polish polski',
  'cs ces cze czech cestina',
  'ru rus russian russkii русскии',
  'uk ukr ukrainian',
  'hu hun hungarian magyar',
  'el ell gre greek',
  'tr tur turkish turkce',
  'ja jpn japanese 日本語',
  'zh zho chi chinese mandarin cantonese 中文',
  'ko kor korean',
  'ar ara arabic',
  'he heb hebrew',
  'hi hin hindi',
  'la lat latin',
  'ro ron rum romanian romana',
  'bg bul bulgarian',
  'hr hrv croatian',
  'sr srp serbian',
  'is isl ice icelandic',
  'ca cat catalan',
  'et est estonian',
  'lv lav latvian',
  'lt lit lithuanian',
];

const CODES: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((line) => {
    const [code = '', ...names] = line.split(' ');
    return [code, ...names].map((name): [string, string] => [textKey(name), code]);
  }),
);

/** What libraries write when they know no language. */
const UNKNOWN: ReadonlySet<string> = new Set([
  '',
  'unknown',
  'und',
  'other',
  'multiple',
  'mul',
  'none',
]);

/**
 * The code of a language as anyone writes it (`English`, `eng`, `en-US` → `en`); an unknown name
 * is its own code; null when none is given.
 */
export function languageCode(language: string | null): string | null {
  const key = textKey(language ?? '');
  if (UNKNOWN.has(key)) return null;
  return CODES.get(key) ?? CODES.get(key.split(' ')[0] ?? '') ?? key;
}
