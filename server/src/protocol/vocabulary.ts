// The client sees the protocol alone; what server and client call kinds of entities and of relations is one vocabulary.
export { type EntityKind, entityKinds, kindOfType } from '../annotation/entityKind';
export { relationName, relationVerb } from '../annotation/relationVerb';
