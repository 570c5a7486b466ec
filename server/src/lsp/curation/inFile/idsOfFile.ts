import type { ConceptId } from '../../../annotation/model';
import { isUnlinked } from '../../../annotation/unlinked';
import type { CorpusFile } from '../../../formats/layout/corpusFile';

const bare = /^[CD]\d{6,}$/;
const named = /^MESH:[CD]\d{6,}$/;

/**
 * Ids as a file writes them: many corpora have MeSH's without its name, and others must not stand among them. The document's own ids tell, else those of the
 * file's others.
 * @param ids as models and terminologies write them
 * @param index which of the file's documents it is
 */
export function idsOfFile(file: CorpusFile, index: number, ids: readonly ConceptId[]): ConceptId[] {
  const linked = ids.filter((id) => !isUnlinked(id));
  if (!linked.some((id) => named.test(id)) || !writesBareMesh(file, index)) return linked;
  return linked.map((id) => (named.test(id) ? id.slice('MESH:'.length) : id));
}

function writesBareMesh(file: CorpusFile, index: number): boolean {
  const around = [index, ...file.stretches.keys()].map((each) => file.stretches[each]!.layout(each));
  for (const { document } of around) {
    const ids = (document?.mentions ?? []).flatMap(({ concepts }) => concepts.map(({ id }) => id));
    if (ids.some((id) => named.test(id))) return false;
    if (ids.some((id) => bare.test(id))) return true;
  }
  return false;
}
