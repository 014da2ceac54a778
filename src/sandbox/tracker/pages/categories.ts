const NAMES: Readonly<Record<number, string>> = {
  39: 'Audiobooks - Action/Adventure',
  40: 'Audiobooks - Crime/Thriller',
  41: 'Audiobooks - Fantasy',
  42: 'Audiobooks - General Fiction',
  43: 'Audiobooks - Horror',
  46: 'Audiobooks - Romance',
  47: 'Audiobooks - Science Fiction',
  87: 'Audiobooks - Mystery',
  98: 'Audiobooks - Historical Fiction',
  108: 'Audiobooks - Urban Fantasy',
  111: 'Audiobooks - Young Adult',
  63: 'Ebooks - Fantasy',
  69: 'Ebooks - Science Fiction',
};

/** A category's name as the site's tooltips give it. */
export function categoryName(id: number): string {
  return NAMES[id] ?? `Category ${id}`;
}
