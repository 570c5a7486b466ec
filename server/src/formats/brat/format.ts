import type { Format } from '../format';
import { bratPlaces } from './places';
import { type BratReadResult, readBrat } from './read';
import { writeBrat } from './write';

export const brat: Format = {
  id: 'brat',
  title: 'brat standoff (a folder)',
  extensions: ['.ann', '.a1', '.a2'],
  places: (read) => bratPlaces(read as BratReadResult),
  readFolder: readBrat,
  writeFolder: writeBrat,
};
