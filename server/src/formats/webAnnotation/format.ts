import type { Format } from '../format';
import { readWebAnnotations } from './read';
import { CONTEXT, writeWebAnnotations } from './write';

export const webAnnotation: Format = {
  id: 'web-annotation',
  title: 'Web Annotations (JSON-LD)',
  extensions: ['.jsonld'],
  detects: (text) => /^\uFEFF?\s*[[{]/.test(text) && text.slice(0, 4000).includes(CONTEXT),
  read: ({ text }) => readWebAnnotations(text),
  write: writeWebAnnotations,
};
