import { keyWords, nameKey, uninverted } from '../names/nameKey';

/** A way to say that two names are one. Names with the same key, unless it is empty, match at the level. */
export interface NameLevel {
  readonly id: 'letters' | 'key' | 'stems' | 'core' | 'organs';
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

const meaning = (word: string, others: string): [string, string][] =>
  others.split(' ').map((other) => [other, word]);

/** Words that name the same organ, or say that something is wrong with it; texts take one where terminologies take another. */
const meanings: ReadonlyMap<string, string> = new Map([
  ...meaning('kidney', 'renal nephric'),
  ...meaning('liver', 'hepatic'),
  ...meaning('heart', 'cardiac myocardial'),
  ...meaning('lung', 'pulmonary'),
  ...meaning('stomach', 'gastric'),
  ...meaning('brain', 'cerebral encephalic'),
  ...meaning('nerve', 'nervous neural neurologic neurological neuronal'),
  ...meaning('mental', 'psychiatric psychological'),
  ...meaning('skin', 'cutaneous dermal'),
  ...meaning('eye', 'ocular ophthalmic'),
  ...meaning('blood', 'hematologic hematological hematopoietic'),
  ...meaning('muscle', 'muscular'),
  ...meaning('bladder', 'vesical'),
  ...meaning('breast', 'mammary'),
  ...meaning('bone', 'osseous skeletal'),
  ...meaning('cognition', 'cognitive'),
  ...meaning('hearing', 'auditory'),
  ...meaning('neoplasm', 'cancer tumor carcinoma malignancy'),
  ...meaning(
    'disease',
    'disorder injury damage dysfunction lesion impairment toxicity abnormality disturbance complication',
  ),
  ...meaning('insufficiency', 'failure'),
]);

const organs: Readonly<Record<string, string>> = {
  nephro: 'kidney',
  hepato: 'liver',
  cardio: 'heart',
  neuro: 'nerve',
  oto: 'hearing',
  retino: 'retina',
  dermato: 'skin',
  encephalo: 'brain',
  myo: 'muscle',
  pneumo: 'lung',
};
const compound = new RegExp(`^(${Object.keys(organs).join('|')})(?:toxicity|toxic|pathy|pathic)$`);

/** A word by what it means: `renal` → `kidney`, `nephropathy` → `kidney`, `disease`; "system" says nothing in "nervous system disease". */
function meant(word: string): string[] {
  const organ = compound.exec(word)?.[1];
  if (organ !== undefined) return [organs[organ]!, 'disease'];
  return word === 'system' ? [] : [meanings.get(word) ?? word];
}

/** The words of a name that say something, cut to their stems, in order. */
export const stemsOf = (name: string): string[] =>
  wordsOf(name)
    .filter((word) => !stopWords.has(word))
    .map(stem);

const wordsOf = (name: string): string[] => keyWords(uninverted(name)).map(({ key }) => key);

/** From the strictest to the loosest; each forgives what those before it do. */
export const nameLevels: readonly NameLevel[] = [
  { id: 'letters', key: (name) => name.toLowerCase() },
  { id: 'key', key: nameKey },
  {
    id: 'stems',
    key: (name) => stemsOf(name).sort().join(' '),
  },
  {
    id: 'core',
    key: (name) =>
      wordsOf(name)
        .filter((word) => !forms.has(word) && !stopWords.has(word))
        .join(''),
  },
  {
    id: 'organs',
    key: (name) =>
      wordsOf(name)
        .filter((word) => !stopWords.has(word))
        .flatMap(meant)
        .sort()
        .join(' '),
  },
];
