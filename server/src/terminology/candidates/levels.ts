import { keyWords, nameKey, uninverted } from '../names/nameKey';

/** A way to say that two names are one. Names with the same key, unless it is empty, match at the level. */
export interface NameLevel {
  readonly id: 'letters' | 'key' | 'stems' | 'core';
  key(name: string): string;
}

const stopWords = new Set(
  'a an and or of the in on by to with due for from at induced associated related nos unspecified'.split(' '),
);

/** Endings that make one word of a family of another; the longest that leaves four letters goes. */
const endings = [
  ...['ations', 'ation', 'ition', 'ical', 'ious', 'ness', 'ment', 'ions', 'ance', 'ence'],
  ...[
    'ion',
    'ive',
    'ous',
    'ary',
    'ity',
    'ing',
    'ism',
    'ia',
    'ic',
    'al',
    'is',
    'us',
    'um',
    'ed',
    'y',
    'e',
    'a',
  ],
];

function stem(word: string): string {
  const ending = endings.find((each) => word.length - each.length >= 4 && word.endsWith(each));
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** Words of chemicals' names that tell the form of a substance rather than the substance. */
const forms = new Set([
  ...[
    'd',
    'l',
    'dl',
    'ld',
    'r',
    's',
    'rs',
    'cis',
    'tran',
    'trans',
    'rac',
    'racemic',
    'levo',
    'dextro',
    'anhydrous',
  ],
  ...[
    'hydrochloride',
    'dihydrochloride',
    'hcl',
    'hydrobromide',
    'bromide',
    'chloride',
    'sodium',
    'disodium',
    'na',
  ],
  ...[
    'potassium',
    'calcium',
    'magnesium',
    'sulfate',
    'phosphate',
    'acetate',
    'maleate',
    'tartrate',
    'bitartrate',
  ],
  ...[
    'citrate',
    'fumarate',
    'succinate',
    'mesylate',
    'tosylate',
    'nitrate',
    'lactate',
    'gluconate',
    'besylate',
  ],
  ...['hydrate', 'monohydrate', 'dihydrate', 'salt', 'acid', 'base', 'ester'],
]);

const wordsOf = (name: string): string[] => keyWords(uninverted(name)).map(({ key }) => key);

/** From the strictest to the loosest; each forgives what those before it do. */
export const nameLevels: readonly NameLevel[] = [
  { id: 'letters', key: (name) => name.toLowerCase() },
  { id: 'key', key: nameKey },
  {
    id: 'stems',
    key: (name) =>
      wordsOf(name)
        .filter((word) => !stopWords.has(word))
        .map(stem)
        .sort()
        .join(' '),
  },
  {
    id: 'core',
    key: (name) =>
      wordsOf(name)
        .filter((word) => !forms.has(word) && !stopWords.has(word))
        .join(''),
  },
];
