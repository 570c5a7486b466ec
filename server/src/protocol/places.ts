// The client sees the protocol alone; how a document's words are found in its file is the same for both sides.
export { locate, type Place } from '../text/locate';
