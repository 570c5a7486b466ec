// The client sees the protocol alone; a graph that the server has saved as JSON is part of it.
export type {
  GraphConcept,
  GraphDocument,
  GraphEvidence,
  GraphRelation,
  KnowledgeGraph,
  Quote,
} from '../graph/model';
