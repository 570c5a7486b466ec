import type { GraphConcept, GraphRelation, KnowledgeGraph } from './model';

type Attribute = string | number | boolean | undefined;

/** Name → GraphML's type of each attribute. */
const nodeAttributes = { name: 'string', types: 'string', mentions: 'int', documents: 'int' } as const;
const edgeAttributes = {
  type: 'string',
  negated: 'boolean',
  documents: 'int',
  evidence: 'int',
  bestScore: 'double',
  meanScore: 'double',
  sentence: 'string',
} as const;

/** The graph for Gephi, Cytoscape, yEd, NetworkX …, in pieces. @see http://graphml.graphdrawing.org/specification.html */
export function* graphml({ concepts, relations }: KnowledgeGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield keys('node', nodeAttributes) + keys('edge', edgeAttributes);
  yield '<graph id="knowledge" edgedefault="directed">\n';
  for (const concept of concepts)
    yield `<node id="${xml(concept.id)}">${data('node', nodeData(concept))}</node>\n`;
  for (const [number, relation] of relations.entries()) {
    const ends = `source="${xml(relation.subject)}" target="${xml(relation.object)}"`;
    yield `<edge id="r${number}" ${ends}>${data('edge', edgeData(relation))}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

const nodeData = ({
  name,
  types,
  mentionCount,
  places,
}: GraphConcept): Record<keyof typeof nodeAttributes, Attribute> => ({
  name,
  types: types.join('|'),
  mentions: mentionCount,
  documents: places.length,
});

const edgeData = (relation: GraphRelation): Record<keyof typeof edgeAttributes, Attribute> => ({
  type: relation.type,
  negated: relation.negated,
  documents: relation.claims.length,
  evidence: relation.evidenceCount,
  bestScore: relation.bestScore,
  meanScore: relation.meanScore,
  sentence: relation.evidence[0]?.sentence.text,
});

const keys = (of: 'node' | 'edge', attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, type]) => `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`)
    .join('');

const data = (of: 'node' | 'edge', values: Record<string, Attribute>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<data key="${of}-${name}">${xml(String(value))}</data>`)
    .join('');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // In an attribute a reader would turn these into blanks.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 cannot hold at all, control characters and halves of surrogate pairs, becomes U+FFFD. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character]);
