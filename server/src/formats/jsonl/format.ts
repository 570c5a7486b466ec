import type { Format } from '../format';
import { readJsonLines } from './read';
import { writeJsonLines } from './write';

export const jsonl: Format = {
  id: 'jsonl',
  title: 'JSON lines',
  extensions: ['.jsonl'],
  detects: (text) => {
    const start = /^\uFEFF?\s*/.exec(text)![0].length;
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
    return line.startsWith('{') && line.endsWith('}') && /"text"\s*:/.test(line);
  },
  read: readJsonLines,
  write: writeJsonLines,
  between: '',
};
