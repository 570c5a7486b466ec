import { anchorOf } from '../../../server/src/curation/anchor';
import type {
  DecidedMention,
  Decision,
  MentionDecision,
  RelationDecision,
} from '../../../server/src/curation/decision';
import { emptySidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import type { Span } from '../../../server/src/text/span';

/** A sidecar with these decisions. */
export const sidecarOf = (...decisions: readonly Decision[]): string =>
  writeSidecar({ ...emptySidecar, decisions });

/** What a person says of words: their type, and where that is decided their concepts. */
interface Said {
  readonly words: string;
  readonly type: string;
  readonly concepts?: readonly string[];
}

const place = (text: string, words: string): Span => {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`“${words}” is not in “${text}”`);
  return { start, end: start + words.length };
};

/** A decision on a mention of `text`, which holds the words once. */
export function mention(
  text: string,
  {
    was,
    is,
    ...others
  }: { was?: Said; is?: Said } & Partial<Pick<MentionDecision, 'id' | 'by' | 'when' | 'note'>>,
): MentionDecision {
  const spans = [was, is].flatMap((said) => (said ? [place(text, said.words)] : []));
  const hull = {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
  const said = ({ words, type, concepts }: Said): DecidedMention => {
    const { start, end } = place(text, words);
    return {
      spans: [{ start: start - hull.start, end: end - hull.start }],
      type,
      ...(concepts && { concepts }),
    };
  };
  return {
    kind: 'mention',
    id: `${(was ?? is)!.words}`,
    by: 'Ada',
    when: '2026-01-02T03:04:05Z',
    place: anchorOf(text, hull),
    ...(was && { was: said(was) }),
    ...(is && { is: said(is) }),
    ...others,
  };
}

/** That `text` claims, or does not claim, that a chemical induces a disease; with words as evidence. */
export function relation(
  text: string,
  holds: boolean,
  {
    evidence = [],
    ...others
  }: { evidence?: readonly [string, string][] } & Partial<
    Pick<RelationDecision, 'id' | 'by' | 'when' | 'note'>
  > = {},
): RelationDecision {
  return {
    kind: 'relation',
    id: 'relation',
    by: 'Ada',
    when: '2026-01-02T03:04:05Z',
    type: 'CID',
    subject: 'MESH:D009288',
    object: 'MESH:D014456',
    holds,
    evidence: evidence.map(([subject, object]) => ({
      subject: anchorOf(text, place(text, subject)),
      object: anchorOf(text, place(text, object)),
    })),
    ...others,
  };
}
