import type { Span } from './span';

export const passageKinds = [
  'title',
  'abstract',
  'heading',
  'paragraph',
  'listItem',
  'tableCell',
  'caption',
  'quote',
] as const;

export type PassageKind = (typeof passageKinds)[number];

/**
 * A stretch of prose in a document, as a reader takes it in: what lies outside every passage (code, link targets,
 * front matter, markup) is never analysed.
 *
 * A passage's text may be interrupted by markup (`**`, a link's target); `prose` lists the stretches that are read,
 * in order, inside `span`. A mention may cross from one stretch to the next, as in `nap**rox**en`.
 */
export interface Passage {
  readonly kind: PassageKind;
  readonly span: Span;
  readonly prose: readonly Span[];
  /** What the source says of it besides, by its own names: BioC's infons. */
  readonly attributes?: Readonly<Record<string, string>>;
}
