import * as z from 'zod';
import { type Passage, type PassageKind, passageKinds } from '../../text/passage';
import { entriesOf } from '../attributes';
import { pair } from '../details';
import type { Offsets, Pair } from '../offsets';
import { JSON_INFON, jsonIn, jsonInfon } from './infons';
import type { Infons } from './model';

/** The type of a stretch of text that is in no passage of ours (code, markup, blank lines): BioC has no text but that of passages. */
export const OUTSIDE = 'outside';

const kinds: Readonly<Record<string, PassageKind>> = {
  title: 'title',
  front: 'title',
  abstract: 'abstract',
  fig_caption: 'caption',
  table_caption: 'caption',
};
const ours: ReadonlySet<string> = new Set(passageKinds);

/** A passage's kind by its `type`, as PubMed's, PMC's and our own files give it. */
export function kindOf({ type = '' }: Infons): PassageKind {
  const lower = type.toLowerCase();
  if (ours.has(type)) return type as PassageKind;
  return kinds[lower] ?? (lower.startsWith('title') ? 'heading' : 'paragraph');
}

/** `type` may be told by an attribute, where the source calls the kind otherwise. */
const own = new Set([JSON_INFON]);

/** @param span the passage's own */
export function passageInfons({ kind, span, prose, attributes }: Passage, offsets: Offsets): Infons {
  const whole = prose.length === 1 && prose[0]!.start === span.start && prose[0]!.end === span.end;
  return {
    type: kind,
    ...entriesOf(attributes, own),
    ...(whole ? {} : jsonInfon({ prose: prose.map((each) => offsets.pair(each)) })),
  };
}

const proseInfon = z.object({ prose: z.array(pair) });

/** The stretches of prose of a passage with markup inside. */
export const proseIn = (infons: Infons): readonly Pair[] | undefined => jsonIn(infons, proseInfon).prose;
