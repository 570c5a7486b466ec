import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameKey } from '../../../server/src/terminology/names/nameKey';

const same = (...names: string[]) => {
  const keys = names.map(nameKey);
  for (const [i, key] of keys.entries()) assert.equal(key, keys[0], `${names[i]} against ${names[0]}`);
  assert.notEqual(keys[0], '');
};
const different = (a: string, b: string) => assert.notEqual(nameKey(a), nameKey(b), `${a} against ${b}`);

test('case, hyphens, spaces and punctuation do not matter', () => {
  same('beta-blocker', 'Beta Blocker', 'betablocker', 'BETA-BLOCKER');
  same('N-(4-hydroxyphenyl)retinamide', 'N-4-hydroxyphenyl-retinamide');
});

test('Greek letters are spelled out, accents fall', () => {
  same('β-carotene', 'beta-carotene', 'Beta carotene', 'ß-carotene');
  same('TNFα', 'TNF-alpha', 'TNF-Α');
  same('µ-opioid', 'μ-opioid', 'mu opioid');
  same('Sjögren syndrome', "Sjogren's Syndrome", 'Sjogrens syndrome');
});

test('a plural is its singular', () => {
  same('brain injuries', 'Brain Injury');
  same('ulcers', 'Ulcer');
  same('biopsies', 'biopsy');
  same('Kidney Diseases', 'kidney disease');
  same('abscesses', 'abscess');
  same('burns', 'Burn');
  same('carcinomas', 'carcinoma');
  same('liver metastases', 'liver metastasis');
  same('thromboses', 'thrombosis');
  different('pancreas', 'pancrea');
  different('virus', 'viru');
  different('axis', 'axi');
});

test('"X, Y" is "Y X"', () => {
  same('Leukemia, Myeloid, Acute', 'acute myeloid leukaemia');
  same('Tumours, Brain', 'brain tumor');
  same('2,4-Dinitrophenol', '2,4 dinitrophenol');
  different('2,4-D', '4,2-D');
});

test('British and American spelling are one', () => {
  same('anaemia', 'anemia');
  same('oesophageal tumour', 'esophageal tumor');
  same('diarrhoea', 'diarrhea');
  same('sulphate', 'sulfate');
  same('goitre', 'goiter');
  same('depolarisation', 'depolarization');
  same('aluminium', 'aluminum');
  same('leucopenia', 'leukopenia');
});

test('short names keep their case, unless they are words', () => {
  different('AIDS', 'aids');
  different('As', 'as');
  different('ALS', 'als');
  same('Pain', 'pain');
  same('Gout', 'gout');
  same('DVT', 'DVTs');
  same('5-HT', '5HT');
  different('5-HT', '5-ht');
});

test('a possessive is no part of a name', () => {
  same("Alzheimer's disease", 'Alzheimer disease', 'Alzheimer’s Disease', 'Alzheimers disease');
});

test('what holds no letter or digit has no key', () => {
  for (const name of ['', ' ', '+/-', '…', ', ']) assert.equal(nameKey(name), '');
});
