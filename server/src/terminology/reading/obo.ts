import { Chemical, type Concept, Disease } from '../concept';
import { type ChunkReader, type ConceptSink, problemAt, type TerminologyFormat } from './format';
import { lineReader } from './lines';

const typeOfPrefix: ReadonlyMap<string, string> = new Map([
  ['DOID', Disease],
  ['MONDO', Disease],
  ['HP', Disease],
  ['ORPHA', Disease],
  ['Orphanet', Disease],
  ['CHEBI', Chemical],
]);

interface Stanza {
  readonly line: number;
  id: string;
  name: string;
  definition: string;
  obsolete: boolean;
  readonly exact: string[];
  readonly loose: string[];
  readonly xrefs: string[];
  readonly parents: string[];
}

/** A quoted string at the start of a value, with its backslash escapes resolved, and what follows it. */
function quoted(value: string): { text: string; rest: string } | undefined {
  const parts = /^"((?:[^"\\]|\\.)*)"(.*)$/.exec(value);
  return parts ? { text: unescaped(parts[1]!), rest: parts[2]!.trim() } : undefined;
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 't' || character === 'W' ? ' ' : character,
  );

/** A value without the `! comment` and `{modifiers}` that may follow it. */
const bare = (value: string): string =>
  unescaped(value.replace(/\s+\{[^}]*\}\s*$/, '').replace(/\s+!.*$/, '')).trim();

/** The prefix in the case that annotations use: HPO writes `MeSH:D008881`. */
const qualified = (id: string): string => id.replace(/^(?:mesh|msh):/i, 'MESH:').replace(/^omim:/i, 'OMIM:');

type Complain = (message: string) => void;

const tags: Readonly<Record<string, (stanza: Stanza, value: string, complain: Complain) => void>> = {
  id(stanza, value) {
    stanza.id = bare(value);
  },
  name(stanza, value) {
    stanza.name = bare(value);
  },
  is_obsolete(stanza, value) {
    stanza.obsolete = bare(value) === 'true';
  },
  is_a(stanza, value) {
    stanza.parents.push(bare(value).split(/\s/)[0]!);
  },
  alt_id(stanza, value) {
    stanza.xrefs.push(bare(value));
  },
  xref(stanza, value) {
    stanza.xrefs.push(qualified(bare(value).split(/\s+"|\s/)[0]!));
  },
  def(stanza, value, complain) {
    const definition = quoted(value);
    if (definition) stanza.definition = definition.text;
    else complain('a definition in double quotes was expected here');
  },
  synonym(stanza, value, complain) {
    const synonym = quoted(value);
    if (synonym) (/^EXACT\b/.test(synonym.rest) ? stanza.exact : stanza.loose).push(synonym.text);
    else complain('a synonym in double quotes was expected here');
  },
};

/**
 * Terms of an ontology in OBO 1.2 or 1.4. Obsolete terms, and stanzas that are no terms, are left out. Exact synonyms are names; broad,
 * narrow and related ones are loose names.
 * @see https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html
 */
function openObo(sink: ConceptSink, fallbackType: string): ChunkReader {
  let stanza: Stanza | undefined;
  let inHeader = true;
  const lineOf = new Map<string, number>();
  const parents = new Map<string, readonly string[]>();
  const finish = () => {
    if (!stanza || stanza.obsolete) return;
    const { id, name, line } = stanza;
    if (id === '' || name === '') {
      sink.problem(problemAt('warning', `this [Term] has no ${id ? 'name' : 'id'} and is left out`, line));
      return;
    }
    if (stanza.parents.length > 0) parents.set(id, stanza.parents);
    lineOf.set(id, line);
    sink.concept(conceptOf(stanza, fallbackType), line);
  };
  return lineReader(
    sink,
    (line, number) => {
      if (line.trim() === '' || line.startsWith('!')) return;
      if (line.startsWith('[')) {
        finish();
        inHeader = false;
        const isTerm = line.startsWith('[Term]');
        stanza = isTerm ? newStanza(number) : undefined;
        return;
      }
      const colon = line.indexOf(':');
      const tag = line.slice(0, Math.max(colon, 0)).trim();
      const value = line.slice(colon + 1).trim();
      if (inHeader) readHeader(sink, tag, value);
      if (!stanza) return;
      const complain = (message: string) =>
        sink.problem(problemAt('warning', `${message}; the line is left out`, number));
      if (colon < 0) complain('"tag: value" was expected here');
      else if (Object.hasOwn(tags, tag)) tags[tag]!(stanza, value, complain);
    },
    () => {
      finish();
      for (const cycle of cycles(parents)) {
        const more = cycle.length - cycle.ids.length;
        const way = [...cycle.ids, ...(more > 0 ? [`… (${more} more)`] : []), cycle.ids[0]!].join(' is_a ');
        sink.problem(
          problemAt(
            'warning',
            `the hierarchy runs in a circle: ${way}; correct one of these is_a lines (the names are read)`,
            lineOf.get(cycle.ids[0]!) ?? 1,
          ),
        );
      }
    },
  );
}

const newStanza = (line: number): Stanza => ({
  line,
  id: '',
  name: '',
  definition: '',
  obsolete: false,
  exact: [],
  loose: [],
  xrefs: [],
  parents: [],
});

function readHeader(sink: ConceptSink, tag: string, value: string): void {
  if (tag === 'data-version') sink.release({ version: value });
  else if (tag === 'ontology') sink.release({ title: value });
  else if (/licen[cs]e/i.test(value)) sink.release({ licence: value.replace(/^terms:license\s+/, '') });
}

function conceptOf({ id, name, exact, loose, xrefs, definition }: Stanza, fallbackType: string): Concept {
  return {
    id: qualified(id),
    preferredName: name,
    synonyms: exact,
    types: [typeOfPrefix.get(id.split(':')[0]!) ?? fallbackType],
    ...(loose.length > 0 && { looseNames: loose }),
    ...(xrefs.length > 0 && { xrefs }),
    ...(definition !== '' && { scopeNote: definition }),
  };
}

/** Of a longer circle only the first so many terms are named. */
const mostNamed = 10;

interface Cycle {
  /** The first of its terms, each a child of the next. */
  readonly ids: readonly string[];
  readonly length: number;
}

/** Circles in the hierarchy, each once. Walks with a stack of its own: a hierarchy may be deeper than the program's. */
function* cycles(parents: ReadonlyMap<string, readonly string[]>): Generator<Cycle> {
  const done = new Set<string>();
  for (const root of parents.keys()) {
    if (done.has(root)) continue;
    const path: { id: string; next: number }[] = [{ id: root, next: 0 }];
    const depths = new Map([[root, 0]]);
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const parent = parents.get(top.id)?.[top.next++];
      if (parent === undefined) {
        done.add(top.id);
        depths.delete(top.id);
        path.pop();
        continue;
      }
      const depth = depths.get(parent);
      if (depth !== undefined) {
        const ids = path.slice(depth, depth + mostNamed).map(({ id }) => id);
        yield { ids, length: path.length - depth };
      } else if (!done.has(parent)) {
        depths.set(parent, path.length);
        path.push({ id: parent, next: 0 });
      }
    }
  }
}

export const obo: TerminologyFormat = {
  id: 'obo',
  title: 'Ontology (OBO)',
  oneRecordPerId: true,
  detects: (head) => /^format-version:/m.test(head) || /^\[Term\]\s*$/m.test(head),
  open: openObo,
};
