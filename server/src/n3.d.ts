// n3's index loads its parser, store and streams as well; the editor's processes need none of them to start.
declare module 'n3/lib/N3Writer' {
  export { Writer as default } from 'n3';
}
declare module 'n3/lib/N3DataFactory' {
  export { DataFactory as default } from 'n3';
}
