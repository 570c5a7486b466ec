import type { Format } from '../format';
import { pubTatorPlaces } from './places';
import { type PubTatorReadResult, readPubTator } from './read';
import { writeBack, writePubTator } from './write';

export const pubtator: Format = {
  id: 'pubtator',
  title: 'PubTator',
  extensions: ['.pubtator', '.PubTator.txt'],
  detects: (text) =>
    /^\uFEFF?\s*[^|\s]+\|[ta]\|/.test(text) ||
    /^[^|\t\r\n]+\|t\|.*\r?\n[^|\t\r\n]+\|a\|/m.test(text.slice(0, 20_000)),
  read: ({ text }) => readPubTator(text),
  write: writePubTator,
  between: '\n',
  places: (read) => pubTatorPlaces(read as PubTatorReadResult),
  rewrite: (read) => writeBack((read as PubTatorReadResult).source, read.documents),
};
