import type { Format } from '../format';
import { readBrat } from './read';
import { writeBrat } from './write';

export const brat: Format = {
  id: 'brat',
  title: 'brat standoff (a folder)',
  extensions: ['.ann'],
  readFolder: readBrat,
  writeFolder: writeBrat,
};
