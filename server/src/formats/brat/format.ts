import type { Format } from '../format';
import { bratPlaces } from './places';
import { readBrat } from './read';
import { writeBrat } from './write';

export const brat: Format = {
  id: 'brat',
  title: 'brat standoff (a folder)',
  extensions: ['.ann'],
  places: bratPlaces,
  readFolder: readBrat,
  writeFolder: writeBrat,
};
