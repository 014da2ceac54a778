const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Given names. */
export const GIVEN = list(`
  Marta Corin Elspeth Tobias Ingrid Rafael Maeve Anselm Priya Lucan Odette Halvard Saskia Benedict
  Noor Dmitri Isolde Callum Yara Fenna Mateo Linnea Kofi Sunniva Emeric Talia Rowan Greta Idris
  Paloma Stellan Wren Amadou Celeste Jorun Vivienne Oskar Leonie Tamsin Ravi`);

/** Given names with diacritics that decompose. */
export const GIVEN_ACCENTED = list('Renée José Zoë Börje Chloé Aurélie Máire Jürgen Íñigo Žofie');

/** First halves of authors' surnames. */
export const SURNAME_HEADS = list(`
  Hallow Thorn Fen Brack Ravens Ash Wilder Cold Mar Storn Ember Lang Hols Quill Dray Win Stav Kest
  Brann Gray Loch Penn Rusk Tarn Vesp Wick Alder Birch Crane Dunn Ellis Falk Garr Heron Ives Jarr`);

/** Second halves of authors' surnames. */
export const SURNAME_TAILS = list(
  'mere quist wright ridge holm stead vane croft dahl moor leigh gate',
);

/** Surnames with diacritics that decompose. */
export const SURNAMES_ACCENTED = list('Brännvik Dvořák-Lhota Séverin Núñoa Kővári Gåsholm');

/** Surnames with an apostrophe. */
export const SURNAMES_APOSTROPHE = list("O'Fallowby D'Arvenne O'Tarrick");

/** Narrators' surnames: no author has one. */
export const NARRATOR_SURNAMES = list(`
  Sandoval-Reyes Whitlock Okonjo Bellweather Castellane Marchetti Ferreday Lindqvist-Hale Ostrander
  Pemberly Rosenthaler Szekely Tremaine Underhay Vasquette Yarborough`);

/** First words of series' names; no title uses one. */
export const SERIES_FIRST = list(`
  Cinder Harrow Lantern Saltmarsh Obsidian Starling Vagrant Copper Marrow Hollowway Nightjar Ironbark
  Verdigris Tempest Gallows Moonwake Ashfall Drowned Amberline Wolfmoor Sundered Kingfisher Basalt
  Larkspur Tinderbox Wayfarer Frosthold Meridian Palimpsest Quicksilver`);

/** Second words of series' names; no title uses one. */
export const SERIES_SECOND = list(`
  Chronicle Accord Covenant Reckoning Inheritance Archive Gambit Dominion Requiem Concordance
  Ascendancy Ledger Testament Vigil Odyssey`);

/** First words, in the possessive, of series' names with an apostrophe. */
export const SERIES_POSSESSIVE = list(
  "Drover's Weaver's Widow's Mapmaker's Ferryman's Glassblower's",
);

/** Words of titles that tell of what kind something is. */
export const TITLE_KINDS = list(`
  Silent Burning Hidden Broken Golden Distant Crooked Hollow Pale Restless Bitter Forgotten Second
  Winter Crimson Quiet Scattered Borrowed Velvet Sleeping Painted Narrow Wandering Gilded Lonely
  Feathered Shattered Unwritten Patient Tender Salted Wounded Ancient Brazen Fallow Clouded`);

/** Words of titles for things. */
export const TITLE_THINGS = list(`
  River Crown Garden Harbor Mirror Orchard Bridge Throne Letter Compass Bell Needle Lighthouse Raven
  Feast Clock Forest Dagger Song Island Market Shadow Mountain Window Sparrow Prophet Tower Kingdom
  Cartographer Voyage Daughter Physician Machine Engine Planet Signal Station Detective Confession
  Witness Verdict Ballroom Duchess Highwayman Apprentice Cathedral Monsoon Desert Glacier Railway`);

/** Publishers' numbers, years and the like need no list; languages do. */
export const OTHER_LANGUAGES = list('German French Spanish deutsch fra');

/** Who uploads; null stands for a hidden name. */
export const UPLOADERS: readonly (string | null)[] = [
  null,
  null,
  'nibbles',
  'cheddarhoard',
  'pipsqueak',
];
