import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { annotated } from './annotated';

const sentence =
  '«Naproxen»:Chemical=D009288 caused «ulcers»:Disease=D014456 in four patients of the second ward, who had taken it for a year. ';

/** As many documents as are wanted, of about 800 characters and 12 annotations each; one id in each is unknown. */
export function largeCorpus(documents: number): AnnotatedDocument[] {
  const one = annotated(`${sentence.repeat(5)}«Aspirin»:Chemical=D000009 was given.`, 'D009288 CID D014456');
  return Array.from({ length: documents }, (_, index) => ({ ...one, id: String(70_000_000 + index) }));
}
