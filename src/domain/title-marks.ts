import { NUMBER, NUMBER_LIST, ORDINAL } from './numbers.ts';

// Marks of volumes and parts, as patterns for one piece of a title.

const VOLUME = String.raw`(?:books?|bks?|volumes?|vols?|v|band|bd|teil|tome|livre|libro|deel)(?![a-z])\.?\s*#?\s*`;
/** `…, Book 3` at the end of a piece. */
export const TAIL = new RegExp(
  String.raw`(?:^|[\s,.;–—-]+)(?:the\s+)?(?:${VOLUME}|#\s*)(${NUMBER_LIST})\s*(?:of\s+\d+)?$`,
  'iu',
);
/** `Book 3`, `Book Three of the …`, `Book 3. Title` at its start. */
export const LEAD = new RegExp(
  String.raw`^(?:the\s+)?(?:${VOLUME}|#\s*)(${NUMBER_LIST})(?:\s+(?:of|in|from|der|des|von|aus\s+der|de\s+la|du|de|del|della|van)\s+(.*)|[.,:\s-]+(.*))?$`,
  'iu',
);
/** `No. 2`: the whole piece. */
export const LONE_NUMBER = /^(?:no|nr|num|number)\.?\s*#?\s*(\d{1,3})$/iu;
/** `The Second Book of the 5th Wave`. */
export const ORDINAL_LEAD = new RegExp(
  String.raw`^(?:the\s+)?(${ORDINAL}|\d{1,2}(?:st|nd|rd|th))\s+(?:book|volume|novel|story|adventure)\s+(?:of|in)\s+(.+)$`,
  'iu',
);
/** `Lesson One of the Scholomance`: whatever an author calls a volume, in front of a series. */
export const COUNTED_LEAD = new RegExp(
  String.raw`^(?!part\b)\p{L}+\s+(${NUMBER})\s+(?:of|in)\s+(.+)$`,
  'iu',
);
/** `1 of 2`, `Part 1`: the whole piece. */
export const PART =
  /^(?:part|pt\.?|disc|cd)?\s*(\d{1,2})\s*(?:of|\/)\s*(\d{1,2})$|^(?:part|pt\.?)\s+(\d{1,2}|one|two|three|four|five|six)$/iu;
/** `Part 2 Blood and Gold`: a part of a work, and its title. `Part Six of Three` is a joke. */
export const PART_LEAD =
  /^(?:part|pt\.?)\s+(\d{1,2}|one|two|three|four|five|six)[\s,]+(?=\p{L})(?!vol|of\s)/iu;
/** `…, part 1 of 2` at its end. */
export const PART_TAIL = /[\s,]+(?:part\s+)?(\d{1,2})\s+of\s+(\d{1,2})$/iu;

/** A title that is nothing but a number. */
export const MARK_ONLY = new RegExp(
  String.raw`^\s*(?:the\s+)?(?:${VOLUME}|#\s*)${NUMBER_LIST}\s*$`,
  'iu',
);
/** `… Box Set` behind the name of a series. */
export const COLLECTION_TAIL =
  /[\s,]+(?:box(?:ed)?\s?set|omnibus|bundle|(?:complete\s+)?collection|complete)(?:\s+edition)?\s*$/iu;
/** The number behind the name of a series, and what follows it. For keys. */
export const BEHIND = new RegExp(
  String.raw`^((?:(?:books?|bk|vols?|volumes?|no|nr|number|day|year|episode|ep|case|band|teil|buch|tome)\s)?(?:\d{1,3}|[ivx]{2,7}|(?<=\s)${NUMBER})(?:\sand\s(?:\d{1,3}|[ivx]{2,7}))*)(?:\s(.+))?$`,
  'u',
);
/** `1,2,3` and `1 to 4` at the end of a piece: several numbers and nothing else. */
export const LIST_TAIL =
  /(?:^|\s)(#?\d{1,3}(?:\.\d)?(?:\s*(?:[-–—,&+]|\band\b|\bto\b|\bthru\b|\bthrough\b)\s*#?\d{1,3}(?:\.\d)?)+)\s*$/iu;
/** A name and its number or numbers: `Drizzt 07`, `Riftwar Saga 2 & 3`. */
export const NUMBERED =
  /^(.*?\p{L}.*?)\s((?:\d{1,2}|[IVX]{2,6})(?:\s*(?:[-–—,&+]|and|to)\s*\d{1,2})*)$/u;
/** `Book I: Chaos Rising` in brackets: the volume's number and its title. */
export const TITLED_VOLUME = new RegExp(
  String.raw`^(?:book|bk|volume|vol|band|teil|tome|livre|libro)\.?\s*#?\s*(${NUMBER})\s*(?::|\s[–—-])\s*(.+)$`,
  'iu',
);
