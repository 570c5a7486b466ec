import type { CurationAction } from '../../protocol/curation';

/** What was done, as a person would say it: `Accept “ulcers” in 3 places`. @param names what it was done to */
export function actionLabel(action: CurationAction, names: readonly string[]): string {
  const different = [...new Set(names)];
  const what =
    different.length === 1
      ? `“${different[0]}”${names.length > 1 ? ` in ${names.length} places` : ''}`
      : `${names.length} marks`;
  switch (action.kind) {
    case 'accept':
      return `Accept ${what}`;
    case 'reject':
      return `Reject ${what}`;
    case 'clear':
      return `Take back what was decided on ${what}`;
    case 'changeType':
      return `Make ${what} ${action.type}`;
    case 'setBoundaries':
      return `${action.by === 'grow' ? 'Grow' : 'Shrink'} ${what}`;
    case 'setRanges':
      return `Set the boundaries of ${what}`;
    case 'link':
      return `Link ${what} to ${action.concepts.join(' + ') || 'no concept'}`;
    case 'add':
      return `Mark ${what} as ${action.type}`;
    case 'addRelation':
      return `Add ${what}`;
    case 'note':
      return action.note === '' ? `Take the note off ${what}` : `Note on ${what}`;
  }
}
